package dev.nocturne.bench.process;

import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands of the packaged launcher. */
public final class Command {
    private Command() {}

    /**
     * Runs a command and returns the seconds it took. Fails if its exit code is not 0.
     *
     * @param javaOptions beyond those of the distribution
     */
    public static double run(
            Distribution distribution, Path folder, String javaOptions, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(distribution.launcher().toString());
        command.addAll(List.of(args));
        List<String> options = new ArrayList<>(distribution.javaOptions());
        options.add(javaOptions);
        Map<String, String> env = Map.of("NOCTURNE_JAVA_OPTS", String.join(" ", options));
        long begin = System.nanoTime();
        try (Child child = Child.start("command", folder, env, command)) {
            int code = child.await();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (code != 0) {
                throw new WrongRun(args[0] + " ended with " + code + ": " + child.said());
            }
            return seconds;
        }
    }
}
