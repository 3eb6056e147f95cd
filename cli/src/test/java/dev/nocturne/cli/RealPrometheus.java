package dev.nocturne.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Prometheus, which scrapes itself each second and has an alert that fires. */
final class RealPrometheus implements AutoCloseable {
    static final String ALERT = "ScrapesItself";

    /** A busy machine takes seconds to start it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long PAUSE_MILLIS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;
    private final Path log;

    private RealPrometheus(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts it in an empty folder and waits until its alert fires; skips the test where it is not
     * installed.
     */
    static RealPrometheus start(Path folder) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "prometheus is not installed");
        Files.createDirectories(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("rules.yml"),
                """
                groups:
                - name: itself
                  rules:
                  - alert: %s
                    expr: up{job="monitoring"} == 1
                    labels: {severity: page}
                    annotations: {summary: "monitoring answers"}
                """
                        .formatted(ALERT));
        Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                - job_name: monitoring
                  static_configs: [{targets: ["127.0.0.1:%d"]}]
                """
                        .formatted(port));
        Path log = folder.resolve("prometheus.log");
        Process process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=prometheus.yml",
                                "--storage.tsdb.path=data",
                                "--web.listen-address=127.0.0.1:" + port)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        RealPrometheus server = new RealPrometheus(process, "http://127.0.0.1:" + port, log);
        server.awaitAlert();
        return server;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    private void awaitAlert() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!alerts().contains("\"firing\"")) {
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                close();
                throw new AssertionError("no alert of prometheus: " + Files.readString(log));
            }
        }
    }

    private String alerts() throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + "/api/v1/alerts"))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroyForcibly().onExit().join();
    }
}
