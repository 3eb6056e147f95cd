package dev.nocturne.sources.pack.answer;

import dev.nocturne.sources.pack.alarm.AlarmTable;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.List;
import java.util.Optional;

/** What a telemetry table holds, as its columns and values show. */
sealed interface Layout {
    TelemetryTable table();

    /**
     * Columns that hold states.
     *
     * @param attribute column that says what of the entity is in the state of the row, where an
     *     entity has several
     */
    record States(List<String> columns, Optional<String> attribute) {}

    /** A row for each alarm. */
    record Alarms(AlarmTable alarms) implements Layout {
        @Override
        public TelemetryTable table() {
            return alarms.table();
        }
    }

    /**
     * A row for each thing that happened.
     *
     * @param until column with the time at which it ended
     * @param text column that says in words what happened
     * @param states columns that say which state the entity came into
     */
    record Events(TelemetryTable table, Optional<String> until, String text, States states)
            implements Layout {}

    /**
     * A row for each entity and time, a column for each metric.
     *
     * @param labels columns with further ids, by which the series of one entity differ
     * @param metrics columns with numbers
     * @param states columns with a few different words
     */
    record Samples(TelemetryTable table, List<String> labels, List<String> metrics, States states)
            implements Layout {}

    /**
     * A row for each entity, time and metric.
     *
     * @param measure column with the metric's name
     * @param values columns with numbers
     */
    record LongSamples(TelemetryTable table, String measure, List<String> values)
            implements Layout {}

    /**
     * A row for each time, a column for each entity.
     *
     * @param entities columns whose names are ids of entities
     */
    record WideSamples(TelemetryTable table, List<String> entities) implements Layout {}

    /**
     * Not used.
     *
     * @param reason a clause: "it has no time column"
     */
    record Unused(TelemetryTable table, String reason) implements Layout {}
}
