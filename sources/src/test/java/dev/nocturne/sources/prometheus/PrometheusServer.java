package dev.nocturne.sources.prometheus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's Prometheus with data of a test. It scrapes nothing and keeps samples of any age.
 *
 * <pre>{@code
 * try (PrometheusServer server =
 *         PrometheusServer.start(
 *                 folder,
 *                 """
 *                 # TYPE requests counter
 *                 requests_total{service="cart"} 1 1700000000
 *                 requests_total{service="cart"} 4 1700000015
 *                 # EOF
 *                 """,
 *                 """
 *                 groups:
 *                 - name: shop
 *                   rules:
 *                   - alert: CartSlow
 *                     expr: vector(1) > 0
 *                 """)) {
 *     ask(server.url());
 * }
 * }</pre>
 *
 * <p>Rules are evaluated each second, at the present time of the machine, from the start on: an
 * alert fires if its expression holds now, on samples of the last five minutes.
 */
final class PrometheusServer implements AutoCloseable {
    private final ServerProcess process;

    private PrometheusServer(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts it and waits until it answers; skips the test where it is not installed.
     *
     * @param folder empty, of this server alone
     * @param openMetrics samples with their times in seconds, each family's together, {@code # EOF}
     *     at the end; empty for no data
     * @param rulesYaml a file of rules as {@code rule_files} names one; empty for none
     * @param options further options of the command, such as {@code --query.max-samples=100}
     */
    static PrometheusServer start(
            Path folder, String openMetrics, String rulesYaml, String... options)
            throws IOException, InterruptedException {
        ServerProcess.assumeInstalled("prometheus", "promtool");
        Path data = Files.createDirectories(folder.resolve("data"));
        if (!openMetrics.isBlank()) {
            Path text = Files.writeString(folder.resolve("data.om"), openMetrics);
            ServerProcess.execute(
                    folder,
                    List.of(
                            "promtool",
                            "tsdb",
                            "create-blocks-from",
                            "openmetrics",
                            "--quiet",
                            text.toString(),
                            data.toString()));
        }
        Files.writeString(folder.resolve("rules.yml"), rulesYaml);
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global:
                          evaluation_interval: 1s
                        rule_files: [rules.yml]
                        """);
        URI url = ServerProcess.freeUrl();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "prometheus",
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + data,
                                "--storage.tsdb.retention.time=100y",
                                "--web.listen-address=" + url.getAuthority()));
        command.addAll(List.of(options));
        return new PrometheusServer(ServerProcess.start(folder, url, "/-/ready", command));
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
