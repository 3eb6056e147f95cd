package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Series as JSON. Times that several series share are written once; those at equal distances as
 * {@code {"start", "step", "count"}}, others as {@code {"start", "gaps"}}. A missing value is null.
 */
final class SeriesJson {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private SeriesJson() {}

    /** Times, compared by their values. */
    private static final class Times {
        private final long[] values;

        Times(long[] values) {
            this.values = values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Times times && Arrays.equals(values, times.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    static JsonNode write(Object found) {
        ObjectNode node = PartJson.JSON.createObjectNode();
        ArrayNode all = node.putArray("series");
        Map<Times, Integer> times = new LinkedHashMap<>();
        Map<String, Integer> queries = new LinkedHashMap<>();
        for (Object item : (List<?>) found) {
            Series series = (Series) item;
            ObjectNode one = all.addObject();
            one.put("group", series.group());
            one.put("metric", series.metric());
            one.put("entity", series.entity());
            if (!series.labels().isEmpty()) {
                one.set("labels", PartJson.JSON.valueToTree(series.labels()));
            }
            one.put("times", times.computeIfAbsent(new Times(series.times()), t -> times.size()));
            if (!series.query().isEmpty()) {
                one.put("query", queries.computeIfAbsent(series.query(), q -> queries.size()));
            }
            ArrayNode values = one.putArray("values");
            for (double value : series.values()) {
                if (Double.isNaN(value)) {
                    values.addNull();
                } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
                    values.add((long) value);
                } else {
                    values.add(value);
                }
            }
        }
        ArrayNode written = node.putArray("times");
        times.keySet().forEach(t -> write(t.values, written.addObject()));
        if (!queries.isEmpty()) {
            ArrayNode asked = node.putArray("queries");
            queries.keySet().forEach(asked::add);
        }
        return node;
    }

    private static void write(long[] times, ObjectNode node) {
        node.put("start", times.length == 0 ? 0 : times[0]);
        long step = times.length < 2 ? 0 : times[1] - times[0];
        boolean regular = true;
        for (int i = 1; i < times.length; i++) {
            regular &= times[i] - times[i - 1] == step;
        }
        if (regular) {
            node.put("step", step);
            node.put("count", times.length);
        } else {
            ArrayNode gaps = node.putArray("gaps");
            for (int i = 1; i < times.length; i++) {
                gaps.add(times[i] - times[i - 1]);
            }
        }
    }

    static List<Series> read(JsonNode node) {
        List<long[]> times = new ArrayList<>();
        node.path("times").forEach(one -> times.add(times(one)));
        List<Series> all = new ArrayList<>();
        JsonNode queries = node.path("queries");
        for (JsonNode one : node.path("series")) {
            JsonNode values = one.path("values");
            double[] numbers = new double[values.size()];
            for (int i = 0; i < numbers.length; i++) {
                JsonNode value = values.path(i);
                numbers[i] = value.isNull() ? Double.NaN : value.asDouble();
            }
            Series series =
                    new Series(
                            one.path("group").asString(""),
                            one.path("metric").asString(""),
                            one.path("entity").asString(""),
                            one.path("labels").isMissingNode()
                                    ? Map.of()
                                    : PartJson.JSON.treeToValue(one.path("labels"), LABELS),
                            times.get(one.path("times").asInt()),
                            numbers);
            all.add(
                    one.path("query").isMissingNode()
                            ? series
                            : series.askedBy(queries.path(one.path("query").asInt()).asString("")));
        }
        return all;
    }

    private static long[] times(JsonNode node) {
        long start = node.path("start").asLong();
        if (node.has("count")) {
            long[] times = new long[node.path("count").asInt()];
            long step = node.path("step").asLong();
            Arrays.setAll(times, i -> start + i * step);
            return times;
        }
        JsonNode gaps = node.path("gaps");
        long[] times = new long[gaps.size() + 1];
        times[0] = start;
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + gaps.path(i - 1).asLong();
        }
        return times;
    }
}
