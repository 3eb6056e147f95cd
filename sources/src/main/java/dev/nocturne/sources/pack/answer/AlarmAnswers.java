package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Selection;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.alarm.AlarmTable;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads alarms from the tables that hold them. */
final class AlarmAnswers {
    private final Tables tables;
    private final Topology topology;

    AlarmAnswers(Tables tables, Topology topology) {
        this.tables = tables;
        this.topology = topology;
    }

    Collected<Alarm> select(Selection selection) {
        Collected<Alarm> collected = new Collected<>();
        List<Alarm> all = new ArrayList<>();
        for (Layout.Alarms layout : tables.of(Layout.Alarms.class)) {
            AlarmTable alarms = layout.alarms();
            alarms.alarms(selection.window(), topology::contains).stream()
                    .filter(a -> selection.covers(a.entity()))
                    .forEach(all::add);
            TelemetryTable table = alarms.table();
            collected.query(
                    SqlText.wholeRows(
                            table,
                            tables.sqlName(table),
                            List.of(
                                    new SqlText.In(
                                            table.entityColumn().orElseThrow(),
                                            selection.entities())),
                            selection.window()),
                    true);
        }
        all.sort(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity));
        collected.addNewest(all, selection.limit(), "alarms");
        return collected;
    }

    /** Labels of the entities in any alarm table. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        for (Layout.Alarms layout : tables.of(Layout.Alarms.class)) {
            for (String id : layout.table().entities()) {
                topology.entity(id).map(Entity::label).ifPresent(kinds::add);
            }
        }
        return kinds;
    }
}
