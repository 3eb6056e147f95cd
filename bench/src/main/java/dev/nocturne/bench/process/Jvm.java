package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tools of the JDK that the harness itself runs on. */
public final class Jvm {
    /** The launcher's flags for memory, which decide how fast a JVM is; a test compares them. */
    public static final List<String> LIKE_THE_LAUNCHER =
            List.of("-Xms48m", "-Xmx1g", "-XX:+UseG1GC", "-XX:G1PeriodicGCInterval=60000");

    private Jvm() {}

    /** The command that runs a class of the harness in a process of its own, with these flags. */
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

    /** Starts a class of the harness in a process of its own. */
    public static Child start(
            String name, Path folder, List<String> flags, Class<?> main, String... args)
            throws IOException {
        return Child.start(name, folder, Map.of(), command(flags, main, args));
    }

    /** Runs a tool to its end; what it printed. */
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
