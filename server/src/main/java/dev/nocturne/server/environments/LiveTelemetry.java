package dev.nocturne.server.environments;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.MetricSource;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.server.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of one entity's metrics over time, from a system that runs. */
final class LiveTelemetry {
    /** What is shown where a request names no beginning. */
    private static final Duration USUAL = Duration.ofHours(1);

    /** Values of one answer: an hour by the second of some ten metrics. */
    private static final int MOST_VALUES = 40_000;

    private LiveTelemetry() {}

    /**
     * @param window open ends are the largest and smallest numbers
     */
    static Result<ObjectNode> read(
            Environment environment,
            String entity,
            @Nullable String metric,
            Window window,
            Exchange exchange)
            throws InterruptedException {
        if (environment.sources(MetricSource.class).isEmpty()) {
            return Result.rejected(
                    ErrorCode.NOT_IN_ENVIRONMENT,
                    "No source of " + environment.name() + " has metrics.");
        }
        long until = Math.min(window.until(), environment.now().toEpochMilli());
        long from = window.from() == Long.MIN_VALUE ? until - USUAL.toMillis() : window.from();
        Set<String> names = metric == null ? Set.of() : Set.of(metric);
        exchange.reserve((long) TelemetryRoute.POINT_BYTES * MOST_VALUES);
        Answer<List<Series>> answer =
                new Question.Measurements(
                                new Selection(
                                        Set.of(entity),
                                        names,
                                        new Window(from, until),
                                        MOST_VALUES))
                        .ask(environment);
        return answer instanceof Answer.Failed<List<Series>> failed
                ? SourceFailures.refuse(failed)
                : Result.ok(json(entity, answer.data().orElse(List.of())));
    }

    private static ObjectNode json(String entity, List<Series> found) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("entity", entity);
        ArrayNode all = json.putArray("series");
        found.stream()
                .filter(series -> series.size() > 0)
                .limit(TelemetryRoute.MOST_SERIES)
                .forEach(series ->
                        TelemetryRoute.write(
                                all.addObject(),
                                series.group(),
                                series.metric(),
                                series.times(),
                                series.values()));
        json.putNull("error");
        return json;
    }
}
