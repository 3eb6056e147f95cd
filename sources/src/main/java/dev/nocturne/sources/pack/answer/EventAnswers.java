package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import dev.nocturne.sources.pack.time.TimeColumn;
import dev.nocturne.sources.pack.time.TimeFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Reads events from the tables that hold them. */
final class EventAnswers {
    private final Tables tables;

    EventAnswers(Tables tables) {
        this.tables = tables;
    }

    Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        tables.of(Layout.Events.class).forEach(events -> groups.add(events.table().name()));
        return groups;
    }

    Collected<Occurrence> select(Selection selection) {
        Collected<Occurrence> collected = new Collected<>();
        for (Layout.Events events : tables.of(Layout.Events.class)) {
            String name = events.table().name();
            if (selection.names().isEmpty() || selection.names().contains(name)) {
                select(events, selection, collected);
            }
        }
        return collected;
    }

    private void select(Layout.Events events, Selection selection, Collected<Occurrence> to) {
        TelemetryTable table = events.table();
        Optional<TimeFormat> format =
                events.until().flatMap(c -> TimeColumn.decide(table.distinct(c)).format());
        Window window = selection.window();
        // What is planned may begin long before the window and reach into it.
        Window asked =
                events.until().isPresent() ? new Window(Long.MIN_VALUE, window.until()) : window;
        List<Occurrence> found =
                table.rows(asked).stream()
                        .mapToObj(row -> event(events, row, format))
                        .filter(e -> e.until() >= window.from())
                        .filter(e -> selection.covers(e.entity()))
                        .toList();
        to.addNewest(found, selection.limit(), "events of " + table.name());
        to.query(
                SqlText.wholeRows(
                        table,
                        tables.sqlName(table),
                        table.entityColumn()
                                .map(c -> List.of(new SqlText.In(c, selection.entities())))
                                .orElse(List.of()),
                        asked),
                !found.isEmpty());
    }

    private static Occurrence event(Layout.Events events, int row, Optional<TimeFormat> format) {
        TelemetryTable table = events.table();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if (column.kind() != Column.Kind.TIME) {
                fields.put(column.name(), table.cell(row, column.name()));
            }
        }
        fields.values().removeIf(String::isEmpty);
        long time = table.time(row);
        OptionalLong until =
                events.until()
                        .flatMap(c -> format.map(f -> f.parse(table.text(row, c))))
                        .orElse(OptionalLong.empty());
        return new Occurrence(
                time,
                Math.max(time, until.orElse(time)),
                table.entity(row).orElse(""),
                table.name(),
                fields,
                table.text(row, events.text()).strip());
    }
}
