package dev.nocturne.investigator.alert;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.investigator.alert.AlertLine.Cell;
import dev.nocturne.investigator.time.ReadTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The alarms that an alert lists. A line with a time, an entity and a severity, a state or a code
 * is one. Where that is said in small letters, or by what the text complains of, prose may look the
 * same: such lines count only if they make a list.
 */
final class AlarmLines {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    /** Lines about so many entities make a list. */
    private static final int LIST = 3;

    private final List<Alarm> plain = new ArrayList<>();
    private final List<Alarm> likely = new ArrayList<>();

    /** Takes a line; returns the severity of the alarm that it may be. */
    Optional<Severity> add(
            AlertLine line, String entity, List<ReadTime> times, int lineStart, String text) {
        if (times.isEmpty()) {
            return Optional.empty();
        }
        ReadTime time = raised(times, text);
        Optional<Severity> shouted =
                line.structured()
                        ? Optional.empty()
                        : Syslog.severity(line.text()).or(() -> shouted(line.text()));
        Matcher code = CODE.matcher(line.text().replace(entity, " "));
        boolean coded = code.find();
        String words = tail(line, entity, times, lineStart);
        if (!line.structured() && (shouted.isPresent() || coded)) {
            String type = coded ? code.group() : "";
            plain.add(
                    alarm(
                            time,
                            entity,
                            type,
                            shouted.orElse(Severity.MAJOR),
                            words,
                            Alarm.NOT_ENDED));
            return Optional.of(plain.getLast().severity());
        }
        Optional<Severity> said = severity(line).or(() -> complaint(words));
        if (said.isEmpty()) {
            return said;
        }
        OptionalLong ended =
                said.get() == Severity.CLEARED ? ended(times, text) : OptionalLong.empty();
        likely.add(
                alarm(
                        time,
                        entity,
                        coded ? code.group() : "",
                        ended.isPresent() ? Severity.MAJOR : said.get(),
                        words,
                        ended.orElse(Alarm.NOT_ENDED)));
        return said;
    }

    /** The alarms, oldest first. */
    List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>(plain);
        Set<String> entities = new LinkedHashSet<>();
        likely.forEach(alarm -> entities.add(alarm.entity()));
        plain.forEach(alarm -> entities.add(alarm.entity()));
        if (entities.size() >= LIST) {
            alarms.addAll(likely);
        }
        alarms.sort(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity));
        return alarms;
    }

    private static Alarm alarm(
            ReadTime time,
            String entity,
            String type,
            Severity severity,
            String words,
            long ended) {
        return new Alarm(time.instant().toEpochMilli(), entity, type, severity, words, "", ended);
    }

    private static ReadTime raised(List<ReadTime> times, String text) {
        return times.stream()
                .filter(time -> AlertTimes.role(text, time) != AlertTimes.Role.END)
                .findFirst()
                .orElse(times.getFirst());
    }

    private static OptionalLong ended(List<ReadTime> times, String text) {
        return times.stream()
                .filter(time -> AlertTimes.role(text, time) == AlertTimes.Role.END)
                .mapToLong(time -> time.instant().toEpochMilli())
                .findFirst();
    }

    /** What the alarm says: all but its time and its entity. */
    private static String tail(AlertLine line, String entity, List<ReadTime> times, int lineStart) {
        StringBuilder words = new StringBuilder(line.text());
        for (int i = times.size() - 1; i >= 0; i--) {
            int from = times.get(i).from() - lineStart;
            int until = times.get(i).until() - lineStart;
            if (from >= 0 && until <= line.text().length()) {
                words.replace(from, until, " ");
            }
        }
        return words.toString()
                .replace(entity, " ")
                .replaceAll("\\s+", " ")
                .replaceFirst("^[\\s:|,;-]+", "")
                .strip();
    }

    /** A severity in capital letters anywhere in the line. */
    private static Optional<Severity> shouted(String line) {
        for (String word : line.split("[\\s|,;\\[\\]()\":]+", -1)) {
            boolean capital = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            Optional<Severity> severity = capital ? Severity.read(word) : Optional.empty();
            if (severity.isPresent()) {
                return severity;
            }
        }
        return Optional.empty();
    }

    /** What the cells say: that it is over, else the worst severity, else that it is open. */
    private static Optional<Severity> severity(AlertLine line) {
        Optional<Severity> worst = Optional.empty();
        Optional<Severity> state = Optional.empty();
        for (Cell cell : line.cells()) {
            String value = cell.value();
            boolean stateKey = AlertWords.is("state key", cell.key());
            boolean severityKey = AlertWords.is("severity key", cell.key());
            if (stateKey || cell.key().isEmpty()) {
                Optional<Severity> found = Severity.readState(value);
                if (found.isPresent() && (state.isEmpty() || found.get() == Severity.CLEARED)) {
                    state = found;
                }
            }
            if (severityKey || cell.key().isEmpty()) {
                Optional<Severity> found =
                        Severity.read(value).filter(s -> s != Severity.CLEARED || !severityKey);
                if (found.isPresent()
                        && (worst.isEmpty() || found.get().compareTo(worst.get()) > 0)) {
                    worst = found;
                }
            }
        }
        if (state.filter(s -> s == Severity.CLEARED).isPresent()) {
            return state;
        }
        return worst.isPresent() ? worst : state;
    }

    private static Optional<Severity> complaint(String words) {
        return switch (Complaint.read("", words)) {
            case DOWN -> Optional.of(Severity.CRITICAL);
            case DEGRADED -> Optional.of(Severity.MAJOR);
            case AT_RISK -> Optional.of(Severity.MINOR);
            case OVER -> Optional.of(Severity.CLEARED);
            case UNCLEAR -> Optional.empty();
        };
    }
}
