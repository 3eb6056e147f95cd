package dev.nocturne.sources.pack.telemetry;

/** A column of a telemetry table. */
public record Column(String name, Kind kind) {

    /** What the cells of a column are. */
    public enum Kind {
        /** An instant, epoch milliseconds. */
        TIME,
        /** A real number; NaN where the cell is empty. */
        NUMBER,
        /** Text; empty where the cell is. */
        TEXT
    }
}
