package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tools of the JDK that the harness itself runs on. */
public final class Jvm {
    private Jvm() {}

    public static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /** Runs a tool to its end; what it printed. */
    public static String run(Path folder, String name, String... args)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(tool(name).toString()));
        command.addAll(List.of(args));
        try (Child child = Child.start(name, folder, Map.of(), command)) {
            int code = child.await();
            if (code != 0) {
                throw new IOException(name + " ended with " + code + ": " + child.said());
            }
            return child.said();
        }
    }

    static void collectGarbage(long pid, Path folder) throws IOException, InterruptedException {
        run(folder, "jcmd", Long.toString(pid), "GC.run");
        run(folder, "jcmd", Long.toString(pid), "GC.run");
    }
}
