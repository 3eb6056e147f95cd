package dev.nocturne.server.environments;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Window;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.Reply;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.telemetry.Series;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** POST /query/telemetry: the values of one entity's metrics over time, for charts. */
final class TelemetryRoute {
    /** Values of one metric: a week by the minute. Of a longer series only the newest are sent. */
    static final int MOST_POINTS = 10_080;

    /** Metrics of one entity: more than a page of charts can show. */
    static final int MOST_SERIES = 32;

    /** An instant such as {@code 2026-06-16T14:37:13.000Z}, with room for an offset. */
    private static final int INSTANT_BYTES = 64;

    /** Memory for a point: two JSON nodes in their lists, and their text in a buffer that grows. */
    static final int POINT_BYTES = 160;

    private TelemetryRoute() {}

    static Reply read(
            ServedEnvironments environments, Environment environment, Form form, Exchange exchange)
            throws InterruptedException {
        String entity = form.text("entity", Limits.NAME_BYTES);
        String metric = form.optionalText("metric", Limits.NAME_BYTES);
        Window window =
                new Window(
                        instant(form, "from", Long.MIN_VALUE), instant(form, "to", Long.MAX_VALUE));
        var mistakes = form.rejection();
        if (mistakes.isPresent()) {
            return Reply.refuse(mistakes.get());
        }
        Optional<Pack> pack = environments.pack(environment.name());
        return Reply.of(
                pack.isPresent()
                        ? read(pack.get(), entity, metric, window, exchange)
                        : LiveTelemetry.read(environment, entity, metric, window, exchange));
    }

    private static Result<ObjectNode> read(
            Pack pack, String entity, @Nullable String metric, Window window, Exchange exchange) {
        return pack.topology().contains(entity)
                ? Result.ok(seriesOf(pack, entity, metric, window, exchange))
                : Result.rejected(
                        ErrorCode.INVALID_REQUEST,
                        "There is no entity \""
                                + entity
                                + "\" in the environment "
                                + pack.name()
                                + ".");
    }

    private static long instant(Form form, String name, long otherwise) {
        String text = form.optionalText(name, INSTANT_BYTES);
        if (text == null) {
            return otherwise;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            form.addMistake("'" + name + "' must be an instant such as 2026-06-16T14:37:13Z.");
            return otherwise;
        }
    }

    private static ObjectNode seriesOf(
            Pack pack, String entity, @Nullable String metric, Window window, Exchange exchange) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("entity", entity);
        ArrayNode all = json.putArray("series");
        for (TelemetryTable table : pack.telemetry().tables()) {
            if (table.timeColumn().isEmpty()) {
                continue;
            }
            for (String column : table.numericColumns()) {
                if (all.size() < MOST_SERIES && (metric == null || metric.equals(column))) {
                    Series series = table.series(entity, column, window);
                    if (series.size() > 0) {
                        exchange.reserve((long) POINT_BYTES * Math.min(series.size(), MOST_POINTS));
                        write(
                                all.addObject(),
                                table.name(),
                                column,
                                series.times(),
                                series.values());
                    }
                }
            }
        }
        json.putNull("error");
        return json;
    }

    static void write(
            ObjectNode json, String table, String metric, long[] allTimes, double[] allValues) {
        json.put("table", table);
        json.put("metric", metric);
        json.put("total", allTimes.length);
        ArrayNode times = json.putArray("times");
        ArrayNode values = json.putArray("values");
        for (int i = Math.max(0, allTimes.length - MOST_POINTS); i < allTimes.length; i++) {
            times.add(allTimes[i]);
            double value = allValues[i];
            if (Double.isFinite(value)) {
                values.add(value);
            } else {
                values.addNull();
            }
        }
    }
}
