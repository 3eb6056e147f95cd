package dev.nocturne.sources.pack.query;

import java.util.List;

/**
 * A table that queries can read.
 *
 * @param name its name in SQL, before quoting
 * @param kind what its rows are
 * @param columns in order
 */
public record SqlTable(String name, Kind kind, List<Column> columns) {

    public SqlTable {
        columns = List.copyOf(columns);
    }

    /** A column and its SQL type: TEXT, INTEGER or REAL. */
    public record Column(String name, String type) {}

    /** What the rows of a table are. */
    public enum Kind {
        /** Telemetry rows at or before the instant of the query. */
        TELEMETRY,
        /** Entities of one label. */
        ENTITY,
        /** Relations of one name. */
        RELATION
    }

    /** The table in one line, for a prompt: {@code AlertStream(AlertId TEXT, Timestamp TEXT)}. */
    @Override
    public String toString() {
        List<String> parts =
                columns.stream().map(column -> column.name() + " " + column.type()).toList();
        return name + "(" + String.join(", ", parts) + ")";
    }
}
