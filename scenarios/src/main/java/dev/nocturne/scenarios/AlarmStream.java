package dev.nocturne.scenarios;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All alarms of a pack in the order of their times, numbered in that order. */
public final class AlarmStream {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final List<Alarm> alarms;

    public AlarmStream(List<Alarm> alarms) {
        this.alarms =
                alarms.stream()
                        .sorted(Comparator.comparing(Alarm::time).thenComparing(Alarm::entity))
                        .toList();
    }

    /** How many alarms were raised in the window. */
    public long countIn(Window window) {
        return alarms.stream().filter(alarm -> window.contains(alarm.time())).count();
    }

    /** The first alarms of the window, one line each, as an alarm desk would paste them. */
    public String head(Window window, int limit) {
        StringBuilder lines = new StringBuilder();
        int taken = 0;
        for (int i = 0; i < alarms.size() && taken < limit; i++) {
            Alarm alarm = alarms.get(i);
            if (window.contains(alarm.time())) {
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
            Alarm alarm = alarms.get(i);
            table.row(
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
