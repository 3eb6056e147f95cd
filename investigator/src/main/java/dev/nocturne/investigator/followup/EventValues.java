package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures that stand in lines of logs, such as how long each run of a job took. */
final class EventValues {
    /** Fewer values are no series. */
    private static final int LEAST = 3;

    private EventValues() {}

    /** The columns of an entity's lines that have numbers, each as a series. */
    static List<Series> of(String entity, Collection<Occurrence> events) {
        Map<List<String>, TreeMap<Long, Double>> columns = new LinkedHashMap<>();
        events.stream()
                .filter(e -> e.entity().equals(entity))
                .sorted(Comparator.comparingLong(Occurrence::time))
                .forEach(e ->
                        e.fields()
                                .forEach((name, value) -> {
                                    if (isNumber(value) && !isName(name)) {
                                        columns.computeIfAbsent(
                                                        List.of(e.group(), name),
                                                        c -> new TreeMap<>())
                                                .put(e.time(), Double.parseDouble(value));
                                    }
                                }));
        List<Series> series = new ArrayList<>();
        columns.forEach((column, values) -> {
            if (values.size() >= LEAST) {
                series.add(
                        new Series(
                                column.getFirst(),
                                column.getLast(),
                                entity,
                                Map.of(),
                                values.keySet().stream().mapToLong(Long::longValue).toArray(),
                                values.values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray()));
            }
        });
        return series;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,12}(?:\\.\\d{1,9})?");
    }

    /** Numbers of runs and tickets are names. */
    private static boolean isName(String column) {
        return Words.of(column).stream().anyMatch(Language.all("number column")::contains);
    }
}
