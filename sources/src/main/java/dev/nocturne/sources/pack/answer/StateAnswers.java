package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Selection;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads states from tables of samples and of events. */
final class StateAnswers {
    private final Tables tables;
    private final Predicate<String> isEntity;

    StateAnswers(Tables tables, Predicate<String> isEntity) {
        this.tables = tables;
        this.isEntity = isEntity;
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        tables.of(Layout.Samples.class).forEach(s -> names.addAll(names(s.table(), s.states())));
        tables.of(Layout.Events.class).forEach(e -> names.addAll(names(e.table(), e.states())));
        return names;
    }

    /** What is in a state has its own name; else the column is the name. */
    private static List<String> names(TelemetryTable table, Layout.States states) {
        return states.columns().isEmpty()
                ? List.of()
                : states.attribute().map(table::distinct).orElse(states.columns());
    }

    Collected<StateSeries> select(Selection selection) {
        Collected<StateSeries> collected = new Collected<>();
        for (Layout layout : tables.all()) {
            switch (layout) {
                case Layout.Samples samples ->
                        states(samples.table(), samples.states(), selection, collected);
                case Layout.Events events ->
                        states(events.table(), events.states(), selection, collected);
                case Layout.Alarms _,
                        Layout.LongSamples _,
                        Layout.WideSamples _,
                        Layout.Unused _ -> {}
            }
        }
        return collected;
    }

    private void states(
            TelemetryTable table,
            Layout.States states,
            Selection selection,
            Collected<StateSeries> to) {
        if (states.columns().isEmpty() || table.entityColumn().isEmpty()) {
            return;
        }
        List<String> wanted =
                states.columns().stream()
                        .filter(c -> states.attribute().isPresent() || isWanted(c, selection))
                        .toList();
        int before = to.size();
        Collection<String> entities =
                selection.entities().isEmpty()
                        ? table.entities().stream().filter(isEntity).toList()
                        : selection.entities();
        for (String entity : entities) {
            for (String column : wanted) {
                add(table, column, states.attribute(), entity, selection, to);
            }
        }
        List<String> selected = new ArrayList<>();
        selected.add(table.entityColumn().orElseThrow());
        states.attribute().ifPresent(selected::add);
        selected.addAll(wanted);
        Collection<String> ids =
                selection.entities().size() > SeriesAnswers.MAX_LISTED
                        ? List.of()
                        : selection.entities();
        to.query(
                SqlText.rows(
                        table,
                        tables.sqlName(table),
                        selected,
                        List.of(new SqlText.In(table.entityColumn().orElseThrow(), ids)),
                        new Window(Long.MIN_VALUE, selection.window().until())),
                to.size() > before);
    }

    private static boolean isWanted(String name, Selection selection) {
        return selection.names().isEmpty() || selection.names().contains(name);
    }

    private static void add(
            TelemetryTable table,
            String column,
            Optional<String> attribute,
            String entity,
            Selection selection,
            Collected<StateSeries> to) {
        int[] rows = table.rows(entity, new Window(Long.MIN_VALUE, selection.window().until()));
        Map<String, List<StateSeries.Change>> byName = new LinkedHashMap<>();
        Map<String, Long> seen = new HashMap<>();
        for (int row : rows) {
            String name = attribute.map(a -> table.text(row, a).strip()).orElse(column);
            List<StateSeries.Change> changes = byName.computeIfAbsent(name, n -> new ArrayList<>());
            String value = table.text(row, column).strip();
            seen.put(name, table.time(row));
            if (changes.isEmpty() || !changes.getLast().value().equals(value)) {
                if (table.time(row) < selection.window().from()) {
                    changes.clear();
                }
                changes.add(new StateSeries.Change(table.time(row), value));
            }
        }
        byName.forEach((name, changes) -> {
            boolean any = changes.stream().anyMatch(c -> !c.value().isEmpty());
            if (any
                    && isWanted(name, selection)
                    && to.room(changes.size(), selection.limit(), name + " of " + entity)) {
                to.add(
                        new StateSeries(
                                table.name(), name, entity, changes, seen.getOrDefault(name, 0L)));
            }
        });
    }
}
