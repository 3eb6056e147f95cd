package dev.nocturne.investigator.alert;

import dev.nocturne.investigator.signal.Alarm;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.signal.Severity;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
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
 * Reads alerts as people, desks and monitors write them: labelled lines, alarm lists in any order
 * of columns, JSON batches, prose. Reads only what is there; checking is for others.
 */
public final class AlertReader {
    private static final Pattern LABELLED =
            Pattern.compile("^\\W*([\\p{Alpha} ]{2,24}?)\\s*[:=]\\s*(.+)$");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Set<String> SUBJECT_LABELS =
            Set.of(
                    "service",
                    "entity",
                    "element",
                    "node",
                    "component",
                    "resource",
                    "device",
                    "source",
                    "host",
                    "object",
                    "target",
                    "subject",
                    "system",
                    "application");

    private final Scenario scenario;
    private final EntityNames names;

    public AlertReader(Scenario scenario) {
        this.scenario = scenario;
        this.names = new EntityNames(scenario.topology());
    }

    /** Reads an alert. One without a time is dated at the end of the telemetry. */
    public Alert read(String text) {
        List<String> lines = AlertLines.of(text);
        List<Alarm> alarms = new ArrayList<>();
        Set<String> entities = new LinkedHashSet<>();
        Optional<String> subject = Optional.empty();
        for (String line : lines) {
            List<String> named = names.in(line);
            entities.addAll(named);
            Optional<Alarm> alarm =
                    named.isEmpty() ? Optional.empty() : alarm(line, named.getFirst());
            alarm.ifPresent(alarms::add);
            if (subject.isEmpty() && alarm.isEmpty() && !named.isEmpty() && isSubject(line)) {
                subject = Optional.of(named.getFirst());
            }
        }
        alarms.sort(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity));
        if (subject.isEmpty() && alarms.isEmpty() && entities.size() == 1) {
            subject = Optional.of(entities.iterator().next());
        }
        AlertTimes times = AlertTimes.of(lines, alarms);
        long raised = times.raised().orElseGet(this::endOfData);
        Optional<String> metric = metric(text);
        return new Alert(
                text,
                raised,
                Math.max(raised, times.latest().orElse(raised)),
                Math.min(raised, times.start().orElse(raised)),
                alarms,
                List.copyOf(entities),
                subject,
                metric,
                metric.map(MetricSense::spokenOf)
                        .orElseGet(() ->
                                MetricSense.spokenOf(lines.isEmpty() ? "" : lines.getFirst())),
                times.raised().isPresent());
    }

    private long endOfData() {
        return scenario.telemetry().span().map(Window::until).orElse(0L);
    }

    private static boolean isSubject(String line) {
        Matcher matcher = LABELLED.matcher(line);
        return matcher.matches()
                && SUBJECT_LABELS.contains(matcher.group(1).strip().toLowerCase(Locale.ROOT));
    }

    /** A line with a time, an entity and a severity or a code is an alarm. */
    private static Optional<Alarm> alarm(String line, String entity) {
        OptionalLong time = AlertTimes.first(line);
        Optional<Severity> severity = severity(line);
        Matcher code = CODE.matcher(line.replace(entity, " "));
        boolean coded = code.find();
        if (time.isEmpty() || (severity.isEmpty() && !coded)) {
            return Optional.empty();
        }
        return Optional.of(
                new Alarm(
                        time.getAsLong(),
                        entity,
                        coded ? code.group() : "",
                        severity.orElse(Severity.MAJOR),
                        tail(line, entity, coded ? code.group() : entity),
                        "",
                        Alarm.NOT_ENDED));
    }

    private static String tail(String line, String entity, String after) {
        int at = line.indexOf(after, Math.max(0, line.indexOf(entity)));
        return at < 0
                ? ""
                : line.substring(at + after.length()).replaceFirst("^[\\s:|,;-]+", "").strip();
    }

    private static Optional<Severity> severity(String line) {
        for (String word : line.split("[\\s|,;\\[\\]()\"]+", -1)) {
            Optional<Severity> severity =
                    word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT))
                            ? Severity.read(word)
                            : Optional.empty();
            if (severity.isPresent()) {
                return severity;
            }
        }
        return Optional.empty();
    }

    private Optional<String> metric(String text) {
        List<String> columns = new ArrayList<>();
        for (TelemetryTable table : scenario.telemetry().tables()) {
            columns.addAll(table.numericColumns());
        }
        return columns.stream()
                .distinct()
                .filter(c ->
                        c.length() > 2
                                && Pattern.compile("\\b" + Pattern.quote(c) + "\\b")
                                        .matcher(text)
                                        .find())
                .findFirst();
    }
}
