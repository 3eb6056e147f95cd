package dev.nocturne.sources.prometheus;

import static dev.nocturne.sources.prometheus.Apis.all;
import static dev.nocturne.sources.prometheus.Apis.failure;
import static dev.nocturne.sources.prometheus.Apis.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import dev.nocturne.sources.prometheus.ApiBuild.Product;
import dev.nocturne.sources.prometheus.PromQl.Matcher;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API of a real Prometheus and of a real VictoriaMetrics. */
class RealServersTest {
    private static final long START = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    /** Texts that would break a query or an address into which they are pasted. */
    private static final List<String> NAMES =
            List.of(
                    "plain",
                    "quote\"s",
                    "back\\slash",
                    "two\nlines",
                    "a.b",
                    "a|b",
                    "(x)[y]{z}^$*+?",
                    "\"} or up{x=\"",
                    "Zürich & 東京 😀",
                    "per%20cent+plus=and;#",
                    "replaced \ufffd",
                    " ");

    private static final String RULES =
            """
            groups:
            - name: shop
              rules:
              - record: load:sum
                expr: sum(load)
              - alert: AlwaysOn
                expr: vector(1) > 0
                labels: {severity: page}
                annotations: {summary: "It is {{ $value }}"}
              - alert: AlwaysPending
                expr: vector(2) > 0
                for: 1h
              - alert: Never
                expr: vector(1) > 5
            """;

    @TempDir private Path folder;

    /** A sample a minute of each name, with what numbers can be. */
    private static String data() {
        StringBuilder text = new StringBuilder("# TYPE load gauge\n");
        for (int i = 0; i < NAMES.size(); i++) {
            String name =
                    NAMES.get(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            for (int minute = 0; minute < 10; minute++) {
                String value = i == 0 && minute == 3 ? "+Inf" : String.valueOf(i + minute / 10.0);
                text.append("load{name=\"" + name + "\"} ")
                        .append(value + " " + (START / 1000 + minute * 60L) + "\n");
            }
        }
        return text.append("# EOF\n").toString();
    }

    @Test
    void prometheusAnswersEachQuestion() throws Exception {
        try (PrometheusServer server = PrometheusServer.start(folder, data(), RULES)) {
            PrometheusApi api = Apis.open(server.url());
            checkQueries(api);
            checkNames(api);

            ApiBuild build = all(api.build());
            assertThat(build.product()).isEqualTo(Product.PROMETHEUS);
            assertThat(build.version()).startsWith("2.");

            List<ApiRule> rules = all(api.rules());
            assertThat(rules)
                    .extracting(ApiRule::name)
                    .containsExactly("AlwaysOn", "AlwaysPending", "Never");
            assertThat(rules.getFirst())
                    .isEqualTo(
                            new ApiRule(
                                    "AlwaysOn",
                                    "vector(1) > 0",
                                    0,
                                    Map.of("severity", "page"),
                                    Map.of("summary", "It is {{ $value }}"),
                                    ""));
            assertThat(rules.get(1).forSeconds()).isEqualTo(3600);

            List<ApiAlert> alerts = awaitAlerts(api);
            assertThat(alerts)
                    .extracting(alert -> alert.labels().get("alertname"))
                    .containsExactlyInAnyOrder("AlwaysOn", "AlwaysPending");
            for (ApiAlert alert : alerts) {
                boolean on = "AlwaysOn".equals(alert.labels().get("alertname"));
                assertThat(alert.state()).isEqualTo(on ? "firing" : "pending");
                assertThat(alert.annotations())
                        .isEqualTo(on ? Map.of("summary", "It is 1") : Map.of());
                assertThat(alert.activeAt()).isGreaterThan(START);
            }

            assertThat(all(api.targets())).isEmpty();
            assertThat(all(api.metadata())).isEmpty();

            URI secure = URI.create("https://" + server.url().getAuthority());
            assertThat(failure(Apis.open(secure).build(), Answer.Reason.UNREACHABLE))
                    .startsWith("no secure connection");
        }
    }

    @Test
    void victoriaMetricsAnswersEachQuestion() throws Exception {
        try (VictoriaMetricsServer server = VictoriaMetricsServer.start(folder, data())) {
            PrometheusApi api = Apis.open(server.url());
            checkQueries(api);
            checkNames(api);
            assertThat(all(api.build()).product()).isEqualTo(Product.VICTORIA_METRICS);
            assertThat(all(api.rules())).isEmpty();
            assertThat(all(api.alerts())).isEmpty();
            assertThat(all(api.targets())).isEmpty();
            assertThat(all(api.metadata())).isEmpty();
        }
    }

    @Test
    void prometheusSaysWhatItScrapesAndWhatMetricsMean() throws Exception {
        URI url = ServerProcess.freeUrl();
        Files.writeString(
                folder.resolve("own.yml"),
                """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: itself
                  static_configs: [{targets: ["%s"]}]
                - job_name: gone
                  scrape_interval: 1m30s
                  params: {token: [hush-hush]}
                  static_configs: [{targets: ["127.0.0.1:1"]}]
                """
                        .formatted(url.getAuthority()));
        ServerProcess.assumeInstalled("prometheus");
        try (ServerProcess server =
                ServerProcess.start(
                        folder,
                        url,
                        "/-/ready",
                        List.of(
                                "prometheus",
                                "--config.file=own.yml",
                                "--storage.tsdb.path=data",
                                "--web.listen-address=" + url.getAuthority()))) {
            PrometheusApi api = Apis.open(server.url());
            ApiTarget itself = awaitScraped(api, "itself");
            assertThat(itself.health()).isEqualTo("up");
            assertThat(itself.host()).isEqualTo(url.getAuthority());
            assertThat(itself.scrapeInterval()).isEqualTo(1000);
            assertThat(itself.lastError()).isEmpty();

            assertThat(all(api.metadata()))
                    .containsEntry(
                            "prometheus_http_requests_total",
                            new ApiMetadata("counter", "", "Counter of HTTP requests."));

            ApiTarget gone =
                    all(api.targets()).stream()
                            .filter(target -> "gone".equals(target.labels().get("job")))
                            .findFirst()
                            .orElseThrow();
            assertThat(gone.host()).isEqualTo("127.0.0.1:1");
            assertThat(gone.scrapeInterval()).isEqualTo(90_000);
            assertThat(gone.toString()).doesNotContain("hush-hush");
        }
    }

    @Test
    void aQuestionThatNeedsTooMuchIsToldFromOneThatIsWrong() throws Exception {
        try (PrometheusServer server =
                PrometheusServer.start(folder, data(), "", "--query.max-samples=50")) {
            PrometheusApi api = Apis.open(server.url());
            assertThat(
                            failure(
                                    api.queryRange("load", START, START + 9 * MINUTE, MINUTE),
                                    Answer.Reason.TOO_LARGE))
                    .contains("needs more than it allows (422)", "too many samples");
            assertThat(failure(api.query("load * on () load", START), Answer.Reason.REFUSED))
                    .contains("does not accept the question (422)", "many-to-many");
            assertThat(failure(api.query("sum(", START), Answer.Reason.REFUSED))
                    .contains("(400)", "unclosed left parenthesis");
            assertThat(
                            failure(
                                    api.queryRange("up", START, START + 20_000_000L, 1000),
                                    Answer.Reason.REFUSED))
                    .contains("exceeded maximum resolution");
        }
    }

    private static void checkQueries(PrometheusApi api) throws InterruptedException {
        String plain = PromQl.selector("load", List.of(Matcher.equal("name", "plain")));
        List<ApiSeries> series = all(api.queryRange(plain, START, START + 3 * MINUTE, MINUTE));
        assertThat(series).hasSize(1);
        assertThat(series.getFirst().labels())
                .isEqualTo(Map.of("__name__", "load", "name", "plain"));
        assertThat(series.getFirst().times())
                .containsExactly(START, START + MINUTE, START + 2 * MINUTE, START + 3 * MINUTE);
        assertThat(series.getFirst().values())
                .containsExactly(0, 0.1, 0.2, Double.POSITIVE_INFINITY);

        assertThat(all(api.query("count(load)", START)))
                .containsExactly(new ApiSample(Map.of(), START, NAMES.size()));
        assertThat(all(api.query("1 + 1", START + 1)))
                .containsExactly(new ApiSample(Map.of(), START + 1, 2));
        assertThat(all(api.query("nothing_of_that_name", START))).isEmpty();
    }

    private static void checkNames(PrometheusApi api) throws InterruptedException {
        long end = START + 10 * MINUTE;
        for (String name : NAMES) {
            String selector = PromQl.selector("load", List.of(Matcher.equal("name", name)));
            assertThat(all(api.query(selector, START)))
                    .as(selector)
                    .extracting(sample -> sample.labels().get("name"))
                    .containsExactly(name);
        }
        List<String> some = NAMES.subList(2, 8);
        String selector = PromQl.selector("load", List.of(Matcher.oneOf("name", some)));
        assertThat(all(api.query(selector, START)))
                .as(selector)
                .extracting(sample -> sample.labels().get("name"))
                .containsExactlyInAnyOrderElementsOf(some);

        assertThat(all(api.labelValues("name", List.of("load"), START, end)))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(all(api.series(List.of("load"), START, end, 100)))
                .extracting(labels -> labels.get("name"))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        Reply.Found<List<Map<String, String>>> cut =
                found(api.series(List.of("load"), START, end, 3));
        assertThat(cut.value()).hasSize(3);
        assertThat(cut.warnings()).contains("there are more than the 3 series that were read");
    }

    private static List<ApiAlert> awaitAlerts(PrometheusApi api) throws InterruptedException {
        List<ApiAlert> alerts = new ArrayList<>();
        long end = System.nanoTime() + Apis.LONG.toNanos();
        while (alerts.size() < 2 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            alerts = all(api.alerts());
        }
        return alerts;
    }

    private static ApiTarget awaitScraped(PrometheusApi api, String job)
            throws InterruptedException {
        long end = System.nanoTime() + Apis.LONG.toNanos();
        while (System.nanoTime() < end) {
            for (ApiTarget target : all(api.targets())) {
                if (job.equals(target.labels().get("job")) && !target.health().equals("unknown")) {
                    return target;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError(job + " was not scraped");
    }
}
