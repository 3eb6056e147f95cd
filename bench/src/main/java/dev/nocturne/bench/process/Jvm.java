package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Java processes with the JDK of the harness. */
public final class Jvm {
    /**
     * The launcher's flags for memory, which affect the speed; a test compares them with the
     * launcher.
     */
    public static final List<String> LIKE_THE_LAUNCHER =
            List.of(
                    "-XX:InitialHeapSize=48m",
                    "-XX:MinHeapSize=16m",
                    "-Xmx1g",
                    "-XX:MinHeapFreeRatio=20",
                    "-XX:MaxHeapFreeRatio=50",
                    "-XX:+UseG1GC",
                    "-XX:G1PeriodicGCInterval=60000");

    private Jvm() {}

    /** The command that runs a class of the harness in a separate process with these flags. */
    private static List<String> command(List<String> flags, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(tool("java").toString()));
        command.addAll(flags);
        command.addAll(
                List.of(
                        "-Dslf4j.internal.verbosity=ERROR",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    public static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /** Starts a class of the harness in a separate process. */
    public static Child start(
            String name, Path folder, List<String> flags, Class<?> main, String... args)
            throws IOException {
        return Child.start(name, folder, Map.of(), command(flags, main, args));
    }

    /** Runs a tool to its end and returns its output. */
    public static String run(Path folder, String name, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool(name).toString()));
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
