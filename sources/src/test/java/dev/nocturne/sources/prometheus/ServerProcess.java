package dev.nocturne.sources.prometheus;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real program that serves HTTP on a free port of the loopback address until it is closed. */
final class ServerProcess implements AutoCloseable {
    /** Of each step; a busy machine takes seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Process process;
    private final Path log;
    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProcess(Process process, Path log, URI url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Skips the test if one of the programs is not installed. */
    static void assumeInstalled(String... programs) {
        for (String program : programs) {
            Assumptions.assumeTrue(isOnPath(program), program + " is not installed");
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** An address on which nothing listens. */
    static URI freeUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    /**
     * Starts a program and waits until it answers.
     *
     * @param folder to run in; what the program says is written there
     * @param url at which it was configured to listen
     * @param ready the path that answers 200 when it is ready
     */
    static ServerProcess start(Path folder, URI url, String ready, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        Process process = run(folder, log, command);
        ServerProcess server = new ServerProcess(process, log, url);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.isReady(ready)) {
            if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    || System.nanoTime() > end) {
                server.close();
                throw new IOException(command.getFirst() + " did not start: " + read(log));
            }
        }
        return server;
    }

    /** Runs a program to its end. */
    static void execute(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolve("command.log");
        Process process = run(folder, log, command);
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end: " + read(log));
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " failed: " + read(log));
        }
    }

    private static Process run(Path folder, Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    URI url() {
        return url;
    }

    private boolean isReady(String path) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(url.resolve(path))
                                            .timeout(PATIENCE)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Posts a text, or nothing if it is empty, and expects that it is taken. */
    void post(String path, String text) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(url.resolve(path))
                                .timeout(PATIENCE)
                                .POST(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + response + ": " + response.body());
        }
    }

    private static String read(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 2000));
    }

    /** Ends the program, by force if it does not end by itself. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("the server did not end: " + read(log));
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
