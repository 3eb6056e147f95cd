package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.alarm.Alarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of logs, changes and rosters: what is written there, and about what. */
final class Records {
    private final Facts facts;

    Records(Facts facts) {
        this.facts = facts;
    }

    /**
     * One line of a log, whatever it is kept in.
     *
     * @param entity what it is about; empty where it does not say
     * @param by who did it; empty where it does not say
     * @param text its words, with its number where it has one
     */
    record Line(long time, String entity, String by, String text) {}

    /** What happened before the end of the alert, and by alarm, oldest first. */
    List<Line> lines(Snapshot asked) {
        Set<Occurrence> events = new LinkedHashSet<>(facts.analysis().snapshot().events());
        events.addAll(asked.events());
        Set<Alarm> alarms = new LinkedHashSet<>(facts.analysis().snapshot().alarms());
        alarms.addAll(asked.alarms());
        List<Line> lines = new ArrayList<>();
        events.stream().filter(e -> !Duty.isDuty(e)).forEach(e -> lines.add(line(e)));
        alarms.forEach(a ->
                lines.add(
                        new Line(
                                a.time(),
                                a.entity(),
                                "",
                                "alarm " + (isTime(a.type()) ? "" : a.type() + " ") + a.text())));
        return lines.stream()
                .filter(l -> l.time() <= facts.latest())
                .sorted(Comparator.comparingLong(Line::time))
                .toList();
    }

    /** As an item of a list. */
    String said(Line line) {
        return "- "
                + facts.time(line.time())
                + (line.entity().isEmpty() ? "" : " " + line.entity())
                + (line.by().isEmpty() ? "" : ", by " + line.by())
                + ": "
                + line.text().strip();
    }

    private static boolean isTime(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d.*");
    }

    static Line line(Occurrence event) {
        Map<String, String> rest = new LinkedHashMap<>(event.fields());
        String by = Duty.field(event.fields(), "person column").orElse("");
        rest.values()
                .removeIf(v ->
                        v.equals(by)
                                || v.equals(event.entity())
                                || v.equals(event.text())
                                || isTime(v));
        List<String> more = new ArrayList<>();
        rest.forEach((name, value) -> more.add(name + " " + value));
        return new Line(
                event.time(),
                event.entity(),
                by,
                event.text() + (more.isEmpty() ? "" : " (" + String.join(", ", more) + ")"));
    }

    /** Whether a line is about one of these, or names one of them. */
    static boolean isAbout(Line line, Set<String> entities) {
        return entities.contains(line.entity())
                || entities.stream().anyMatch(e -> isIn(e, line.text()));
    }

    /** Whether a text has a name, not as a part of a longer one. */
    static boolean isIn(String name, String text) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + name.length();
            if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }
}
