package dev.nocturne.sources.prometheus;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Debian's VictoriaMetrics (a single node) with data of a test. It scrapes nothing, has no rules
 * and no metadata, and keeps samples of any age. As it is installed, it hides what is younger than
 * half a minute.
 */
final class VictoriaMetricsServer implements AutoCloseable {
    private final ServerProcess process;

    private VictoriaMetricsServer(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts it and waits until its data can be asked for; skips the test where it is not
     * installed.
     *
     * @param folder empty, of this server alone
     * @param openMetrics the same text as {@link PrometheusServer#start} takes
     */
    static VictoriaMetricsServer start(Path folder, String openMetrics)
            throws IOException, InterruptedException {
        ServerProcess.assumeInstalled("victoria-metrics");
        URI url = ServerProcess.freeUrl();
        ServerProcess process =
                ServerProcess.start(
                        folder,
                        url,
                        "/health",
                        List.of(
                                "victoria-metrics",
                                "-httpListenAddr=" + url.getAuthority(),
                                "-storageDataPath=" + folder.resolve("data"),
                                "-retentionPeriod=100y",
                                // It would take most of the machine's.
                                "-memory.allowedBytes=256MB"));
        try {
            process.post("/api/v1/import/prometheus", inMilliseconds(openMetrics));
            process.post("/internal/force_flush", "");
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
        return new VictoriaMetricsServer(process);
    }

    /** It reads the older text format, whose times are in milliseconds. */
    private static String inMilliseconds(String openMetrics) {
        return openMetrics
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(VictoriaMetricsServer::sampleInMilliseconds)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String sampleInMilliseconds(String line) {
        int time = line.lastIndexOf(' ') + 1;
        return line.substring(0, time)
                + new BigDecimal(line.substring(time)).movePointRight(3).toBigInteger();
    }

    /** As {@link PrometheusSettings#url}. */
    URI url() {
        return process.url();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
