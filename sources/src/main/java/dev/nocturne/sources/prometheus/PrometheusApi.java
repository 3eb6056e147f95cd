package dev.nocturne.sources.prometheus;

import dev.nocturne.sources.prometheus.wire.JsonCursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP API of Prometheus, read only. Times are epoch milliseconds. What a server does wrong is
 * a {@link Reply.Failed}, never an exception.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">its description</a>
 */
final class PrometheusApi {
    private static final String QUERY = "query";
    private static final String START = "start";
    private static final String END = "end";

    private final ApiConnection connection;
    private final long timeout;

    PrometheusApi(PrometheusSettings settings) {
        connection = new ApiConnection(settings);
        timeout = settings.limits().timeout().toMillis();
    }

    /**
     * The values of an expression at moments from the first to the last, both among them.
     *
     * @param step milliseconds between moments
     */
    Reply<List<ApiSeries>> queryRange(String promql, long from, long until, long step)
            throws InterruptedException {
        ApiRequest request =
                ApiRequest.post("/api/v1/query_range")
                        .with(QUERY, promql)
                        .withSeconds(START, from)
                        .withSeconds(END, until)
                        .withSeconds("step", step)
                        // So that it does not work on what is no longer awaited.
                        .withSeconds("timeout", timeout);
        return connection.ask(request, QueryData::readSeries);
    }

    /** The values of an expression at one moment; a scalar is one sample without labels. */
    Reply<List<ApiSample>> query(String promql, long at) throws InterruptedException {
        ApiRequest request =
                ApiRequest.post("/api/v1/query")
                        .with(QUERY, promql)
                        .withSeconds("time", at)
                        .withSeconds("timeout", timeout);
        return connection.ask(request, QueryData::readSamples);
    }

    /**
     * Labels of the series that match one of the selectors and may have samples in that time.
     *
     * @param limit the most to return; with more there is a warning
     */
    Reply<List<Map<String, String>>> series(List<String> matchers, long from, long until, int limit)
            throws InterruptedException {
        ApiRequest request =
                ApiRequest.post("/api/v1/series")
                        .with("match[]", matchers)
                        .withSeconds(START, from)
                        .withSeconds(END, until)
                        // One more shows that there are more; older servers do not know it.
                        .with("limit", String.valueOf(limit + 1L));
        return connection.ask(
                request,
                (json, warnings) ->
                        state(json)
                                .readLabelSets(
                                        limit,
                                        () ->
                                                warnings.accept(
                                                        "there are more than the "
                                                                + limit
                                                                + " series that were read")));
    }

    /** Values of a label at the series that match one of the selectors; of all without any. */
    Reply<List<String>> labelValues(String label, List<String> matchers, long from, long until)
            throws InterruptedException {
        ApiRequest request =
                ApiRequest.get("/api/v1/label/" + ApiRequest.segment(label) + "/values")
                        .with("match[]", matchers)
                        .withSeconds(START, from)
                        .withSeconds(END, until);
        return connection.ask(request, (json, _) -> state(json).readNames());
    }

    /** What targets say of their metrics, by the metric's name. */
    Reply<Map<String, ApiMetadata>> metadata() throws InterruptedException {
        return connection.ask(
                ApiRequest.get("/api/v1/metadata"), (json, _) -> state(json).readMetadata());
    }

    /** Its alerting rules. */
    Reply<List<ApiRule>> rules() throws InterruptedException {
        return connection.ask(
                ApiRequest.get("/api/v1/rules").with("type", "alert"),
                (json, _) -> state(json).readAlertingRules());
    }

    /** The alerts of its rules that are pending or fire now. */
    Reply<List<ApiAlert>> alerts() throws InterruptedException {
        return connection.ask(
                ApiRequest.get("/api/v1/alerts"), (json, _) -> state(json).readAlerts());
    }

    /** What it scrapes. */
    Reply<List<ApiTarget>> targets() throws InterruptedException {
        return connection.ask(
                ApiRequest.get("/api/v1/targets").with("state", "active"),
                (json, _) -> state(json).readTargets());
    }

    /** What the server is. */
    Reply<ApiBuild> build() throws InterruptedException {
        return connection.askWhole(
                ApiRequest.get("/api/v1/status/buildinfo"),
                (response, json) ->
                        Envelope.read(
                                json,
                                (data, _) ->
                                        build(
                                                state(data).readTexts(),
                                                response.headers().firstValue("X-Server-Hostname")),
                                connection.text()));
    }

    /**
     * VictoriaMetrics sends its host's name in a header of its own. Mimir says {@code application};
     * what is built with Go and says neither is Prometheus or wants to be taken for it.
     */
    private static ApiBuild build(Map<String, String> said, Optional<String> victoriaHost) {
        ApiBuild.Product product =
                victoriaHost.isPresent()
                        ? ApiBuild.Product.VICTORIA_METRICS
                        : said.containsKey("goVersion") && !said.containsKey("application")
                                ? ApiBuild.Product.PROMETHEUS
                                : ApiBuild.Product.OTHER;
        return new ApiBuild(product, said.getOrDefault("version", ""));
    }

    private StateData state(JsonCursor json) {
        return new StateData(json, connection.text());
    }
}
