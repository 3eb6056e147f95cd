package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A child process of the harness. Its output is kept for error messages. */
public final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    /** The running processes, which are killed when the harness is interrupted. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Process process;
    private final Path output;

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        RUNNING.add(process);
        var _ = process.onExit().thenRun(() -> RUNNING.remove(process));
    }

    static Child start(String name, Path folder, Map<String, String> env, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(folder, name, ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("NOCTURNE_") || key.startsWith("XDG_"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(env);
        return new Child(name, builder.start(), output);
    }

    public long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits until the process ends; returns its exit code. */
    public int await() throws InterruptedException, IOException {
        if (!process.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IOException(name + " did not end; its output: " + said());
        }
        return process.exitValue();
    }

    /** The output of the process so far. */
    public String said() throws IOException {
        return Files.readString(output);
    }

    /** Kills the process with SIGKILL. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Stops the process with SIGTERM, and with SIGKILL if that takes too long. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
