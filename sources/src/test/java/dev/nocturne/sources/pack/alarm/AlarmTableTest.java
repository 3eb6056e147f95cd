package dev.nocturne.sources.pack.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import dev.nocturne.sources.pack.telemetry.TelemetryTableBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarm tables of other systems are recognised, and say what is bad and what is over. */
final class AlarmTableTest {

    private static final Set<String> ENTITIES = Set.of("a", "b", "c");

    /** Columns "when" and "host", then those of the header; #name is a column of numbers. */
    private static TelemetryTable table(String header, String... rows) {
        List<Column> columns =
                Stream.concat(
                                Stream.of(
                                        new Column("when", Column.Kind.TIME),
                                        new Column("host", Column.Kind.TEXT)),
                                Stream.of(header.split(",", -1))
                                        .map(name ->
                                                name.startsWith("#")
                                                        ? new Column(
                                                                name.substring(1),
                                                                Column.Kind.NUMBER)
                                                        : new Column(name, Column.Kind.TEXT)))
                        .toList();
        TelemetryTableBuilder builder = new TelemetryTableBuilder("alarms", columns);
        long time = 0;
        for (String row : rows) {
            builder.row(time += 1_000);
            String[] cells = row.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                if (columns.get(i + 1).kind() == Column.Kind.NUMBER) {
                    builder.number(i + 1, Double.parseDouble(cells[i]));
                } else {
                    builder.text(i + 1, cells[i]);
                }
            }
        }
        return builder.build(ENTITIES::contains);
    }

    private static List<Severity> severities(TelemetryTable table) {
        return alarms(table).stream().map(Alarm::severity).toList();
    }

    private static List<Alarm> alarms(TelemetryTable table) {
        return AlarmTable.of(table)
                .orElseThrow()
                .alarms(new Window(0, Long.MAX_VALUE), ENTITIES::contains);
    }

    @Test
    void shortAndNumberedWordsAreSeverities() {
        assertThat(severities(table("level", "a,crit", "b,err", "c,1 - Critical", "a,Warning (4)")))
                .containsExactly(
                        Severity.CRITICAL, Severity.MAJOR, Severity.CRITICAL, Severity.WARNING);
    }

    @Test
    void statesAreSeveritiesWhereThereAreNoOthers() {
        assertThat(severities(table("state", "a,DOWN", "b,UNREACHABLE", "a,UP")))
                .containsExactly(Severity.CRITICAL, Severity.MAJOR, Severity.CLEARED);
    }

    @Test
    void aStateColumnSaysWhatIsOver() {
        assertThat(
                        severities(
                                table(
                                        "severity,status",
                                        "a,critical,firing",
                                        "b,critical,firing",
                                        "a,critical,resolved")))
                .containsExactly(Severity.CRITICAL, Severity.CRITICAL, Severity.CLEARED);
    }

    @Test
    void endedAlarmsSayWhichEndOfAScaleIsTheWorst() {
        assertThat(severities(table("#severity,#clear", "a,1,0", "b,2,0", "a,5,1")))
                .containsExactly(Severity.CRITICAL, Severity.MAJOR, Severity.CLEARED);
        assertThat(severities(table("#severity,#clear", "a,5,0", "b,4,0", "a,0,1")))
                .containsExactly(Severity.CRITICAL, Severity.MAJOR, Severity.CLEARED);
    }

    @Test
    void theConventionOfNumbersIsSaidInWords() {
        assertThat(AlarmTable.of(table("#severity", "a,0", "b,5")).orElseThrow().scale().words())
                .isEqualTo("5 = critical; 0 = info (5 is the worst, as in Zabbix)");
        assertThat(AlarmTable.of(table("#level", "a,3", "b,7")).orElseThrow().scale().words())
                .isEqualTo("3 = major; 7 = info (0 is the worst, as in syslog (RFC 5424))");
    }

    @Test
    void theTimeOfClearingEndsTheAlarmOfItsRow() {
        assertThat(
                        alarms(
                                table(
                                        "severity,ClearedTime",
                                        "a,major,",
                                        "b,major,2026-06-16T11:00:00Z")))
                .extracting(Alarm::ended)
                .containsExactly(Alarm.NOT_ENDED, 1781607600000L);
    }

    @Test
    void aStatusOfReadingsIsNoAlarmStream() {
        assertThat(
                        AlarmTable.of(
                                table(
                                        "#reading,status",
                                        "a,1.5,OK",
                                        "b,1.6,OK",
                                        "c,1.7,OK",
                                        "a,9.9,CRITICAL")))
                .isEmpty();
    }

    @Test
    void aLaterTimeOfTheRowEndsTheAlarmWhateverItsColumnIsCalled() {
        List<Alarm> alarms =
                alarms(
                        table(
                                "level,back to work,what",
                                "a,crit,1970-01-01T00:10:00Z,link of a is gone",
                                "b,crit,,link of b is gone",
                                "c,warning,1970-01-01T00:20:00Z,link of c is slow"));
        assertThat(alarms.getFirst().ended()).isEqualTo(600_000);
        assertThat(alarms.getFirst().text()).isEqualTo("link of a is gone");
        assertThat(alarms.get(1).ended()).isEqualTo(Alarm.NOT_ENDED);
    }

    @Test
    void whenAnAlarmWasSeenIsNotItsEnd() {
        List<Alarm> alarms =
                alarms(
                        table(
                                "level,acknowledged",
                                "a,crit,1970-01-01T00:10:00Z",
                                "b,crit,1970-01-01T00:10:00Z"));
        assertThat(alarms.getFirst().ended()).isEqualTo(Alarm.NOT_ENDED);
    }

    @Test
    void theStateBeforeIsNotTheStateOfARow() {
        assertThat(severities(table("from,to", "a,UP,DOWN", "a,DOWN,UP", "b,UP,DOWN")))
                .containsExactly(Severity.CRITICAL, Severity.CLEARED, Severity.CRITICAL);
    }
}
