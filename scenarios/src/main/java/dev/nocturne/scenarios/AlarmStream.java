package dev.nocturne.scenarios;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All alarms of a pack, sorted and numbered by time. */
public final class AlarmStream {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final List<AlarmRow> alarms;

    public AlarmStream(List<AlarmRow> alarms) {
        this.alarms =
                alarms.stream()
                        .sorted(
                                Comparator.comparing(AlarmRow::time)
                                        .thenComparing(AlarmRow::entity))
                        .toList();
    }

    /** Counts the alarms raised within the time span. */
    public long countIn(TimeSpan span) {
        return alarms.stream().filter(alarm -> span.contains(alarm.time())).count();
    }

    /** Formats the first alarms within the time span, one per line, as in the text of an alert. */
    public String head(TimeSpan span, int limit) {
        StringBuilder lines = new StringBuilder();
        int taken = 0;
        for (int i = 0; i < alarms.size() && taken < limit; i++) {
            AlarmRow alarm = alarms.get(i);
            if (span.contains(alarm.time())) {
                taken++;
                lines.append(
                        "%s | %s | %-8s | %s | %s | %s%n"
                                .formatted(
                                        id(i),
                                        stamp(alarm.time()),
                                        alarm.severity(),
                                        alarm.entity(),
                                        alarm.type(),
                                        alarm.text())
                                .replace("\r\n", "\n"));
            }
        }
        return lines.toString();
    }

    public CsvTable toTable() {
        CsvTable table =
                new CsvTable(
                        "AlertStream",
                        "AlertId",
                        "Timestamp",
                        "EntityId",
                        "EntityType",
                        "AlertType",
                        "Severity",
                        "Description");
        for (int i = 0; i < alarms.size(); i++) {
            AlarmRow alarm = alarms.get(i);
            table.add(
                    id(i),
                    stamp(alarm.time()),
                    alarm.entity(),
                    alarm.label(),
                    alarm.type(),
                    alarm.severity(),
                    alarm.text());
        }
        return table;
    }

    private static String stamp(Instant time) {
        return MILLIS.format(time);
    }

    private static String id(int index) {
        return String.format(Locale.ROOT, "ALM-%05d", index + 1);
    }
}
