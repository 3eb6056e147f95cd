package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.TableRow;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the tables that hold neither measurements nor states, alarms or events. */
final class RowAnswers {
    private final Tables tables;
    private final Predicate<String> isEntity;

    RowAnswers(Tables tables, Predicate<String> isEntity) {
        this.tables = tables;
        this.isEntity = isEntity;
    }

    /** The first rows, at most {@code limit}. */
    List<TableRow> rows(int limit) {
        List<TableRow> rows = new ArrayList<>();
        for (Layout.Unused unused : tables.of(Layout.Unused.class)) {
            TelemetryTable table = unused.table();
            for (int row = 0; row < table.size() && rows.size() < limit; row++) {
                rows.add(row(table, row));
            }
        }
        return rows;
    }

    /** How many rows there are. */
    int count() {
        return tables.of(Layout.Unused.class).stream().mapToInt(u -> u.table().size()).sum();
    }

    /** The SQL of all of them. */
    String query() {
        return String.join(
                ";\n",
                tables.of(Layout.Unused.class).stream()
                        .map(u -> "SELECT * FROM " + SqlText.quote(tables.sqlName(u.table())))
                        .toList());
    }

    private TableRow row(TelemetryTable table, int row) {
        Map<String, String> fields = new LinkedHashMap<>();
        String entity = "";
        for (Column column : table.columns()) {
            String value = table.cell(row, column.name());
            if (!value.isEmpty()) {
                fields.put(column.name(), value);
                entity = entity.isEmpty() && isEntity.test(value) ? value : entity;
            }
        }
        return new TableRow(table.name(), entity, fields);
    }
}
