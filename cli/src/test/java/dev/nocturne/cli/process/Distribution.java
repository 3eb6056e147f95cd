package dev.nocturne.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The distribution that the build has just made, and the processes started from it; closing ends
 * those that still run.
 *
 * @param home what the processes take for the user's home
 */
record Distribution(Path home, List<Process> started) implements AutoCloseable {
    /** A command that has not ended by then hangs; builds share their machine with others. */
    private static final long MOST_SECONDS = 120;

    /** What a command said, and how it ended. */
    record Ran(int code, String out, String err) {}

    static Distribution in(Path home) {
        return new Distribution(home, new ArrayList<>());
    }

    static Path launcher() {
        return Path.of("target", "nocturne", "bin", "nocturne").toAbsolutePath();
    }

    static Path pack(String name) {
        return Path.of("target", "nocturne", "scenarios", name).toAbsolutePath();
    }

    /** Runs a command to its end. */
    Ran run(String... args) {
        return end(start(args));
    }

    /** Waits for the end of a command. */
    static Ran end(Started command) {
        try {
            if (!command.process().waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                command.process().destroyForcibly();
                throw new AssertionError("still running; it said: " + command.said());
            }
            return new Ran(
                    command.process().exitValue(),
                    Files.readString(command.out()),
                    Files.readString(command.err()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A process and the files its output goes to. */
    record Started(Process process, Path out, Path err) {
        String said() throws IOException {
            return Files.readString(out) + Files.readString(err);
        }
    }

    Started start(String... args) {
        return start(Map.of(), launcher(), args);
    }

    Started start(Map<String, String> env, Path program, String... args) {
        try {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(args));
            Path out = Files.createTempFile(home, "command", ".out");
            Path err = Files.createTempFile(home, "command", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(home.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("NOCTURNE_") || name.startsWith("XDG_"));
            builder.environment().put("HOME", home.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(env);
            Process process = builder.start();
            started.add(process);
            return new Started(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
