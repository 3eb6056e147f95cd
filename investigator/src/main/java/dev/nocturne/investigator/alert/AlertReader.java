package dev.nocturne.investigator.alert;

import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.names.EntityNames;
import dev.nocturne.environment.names.UnknownName;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.alert.AlertLine.Cell;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.time.ReadTime;
import dev.nocturne.investigator.time.Reference;
import dev.nocturne.investigator.time.TimeReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads alerts as people, desks and monitors write them: labelled lines, alarm lists in any order
 * of columns, JSON documents, prose. Reads only what is there; checking is for others.
 */
public final class AlertReader {
    /** Of an alert that says only when it began, so much time from then on is looked at. */
    private static final long AFTER_START = Duration.ofMinutes(30).toMillis();

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?;])\\s+");

    private static final Set<String> WELL = Set.copyOf(AlertWords.of("well"));

    private final EnvironmentOverview overview;
    private final EntityNames names;

    /** {@code overview} knows the entities that the alert's text names. */
    public AlertReader(EnvironmentOverview overview) {
        this.overview = overview;
        this.names = new EntityNames(overview.named().entities());
    }

    /** Reads an alert. One without a time is dated at the environment's present. */
    public Alert read(String text) {
        List<AlertLine> lines = AlertLines.of(text);
        String joined = String.join("\n", lines.stream().map(AlertLine::text).toList());
        long endOfData = overview.now().toEpochMilli();
        List<ReadTime> times =
                new ArrayList<>(
                        TimeReader.read(joined, new Reference(overview.now(), overview.zone())));
        AlarmLines alarmLines = new AlarmLines();
        Set<String> entities = new LinkedHashSet<>();
        List<String> subjects = new ArrayList<>();
        List<String> subjectsOfAlarms = new ArrayList<>();
        List<String> subjectsOver = new ArrayList<>();
        List<ReadTime> ofAlarms = new ArrayList<>();
        int from = 0;
        for (AlertLine line : lines) {
            List<String> named = new ArrayList<>(namedBeforeColon(line));
            subjects.addAll(named);
            named.addAll(names.in(line.withoutKeys()));
            entities.addAll(named);
            List<ReadTime> own = clockTimes(times, from, from + line.text().length());
            Optional<String> about = about(line);
            Optional<Severity> severity =
                    named.isEmpty()
                            ? Optional.empty()
                            : alarmLines.add(
                                    line, about.orElse(named.getFirst()), own, from, joined);
            if (severity.isPresent()) {
                ofAlarms.addAll(own);
            }
            List<String> list =
                    severity.isEmpty()
                            ? subjects
                            : severity.get() == Severity.CLEARED ? subjectsOver : subjectsOfAlarms;
            about.ifPresent(list::add);
            from += line.text().length() + 1;
        }
        String rest = withoutTimes(joined, times);
        List<UnknownName> unknown =
                overview.named().unknown().stream()
                        .filter(name -> rest.contains(name.word()))
                        .toList();
        unknown.forEach(name -> name.nearest().ifPresent(entities::add));
        List<Alarm> alarms = alarmLines.alarms();
        if (!alarms.isEmpty()) {
            times.removeAll(ofAlarms);
        } else {
            subjects.addAll(subjectsOfAlarms);
            subjects.addAll(subjectsOver);
            if (subjects.isEmpty() && entities.size() == 1) {
                subjects.addAll(entities);
            }
        }
        boolean document = lines.stream().anyMatch(AlertLine::structured);
        return alert(
                text,
                lines,
                alarms,
                entities,
                subjects.stream().findFirst(),
                AlertTimes.of(joined, times, document),
                times.stream().anyMatch(ReadTime::dated) || !ofAlarms.isEmpty(),
                unknown,
                endOfData);
    }

    /** Entities of which no sentence says anything else than that they are well. */
    private List<String> calledWell(List<AlertLine> lines, Set<String> entities) {
        Set<String> well = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (AlertLine line : lines) {
            for (String sentence : SENTENCE.split(line.text(), -1)) {
                boolean isWell =
                        !line.structured() && Words.of(sentence).stream().anyMatch(WELL::contains);
                (isWell ? well : others).addAll(names.in(sentence));
            }
        }
        well.removeAll(others);
        return well.containsAll(entities) ? List.of() : List.copyOf(well);
    }

    /** {@code Baker Street: all cards are declined} is about Baker Street. */
    private List<String> namedBeforeColon(AlertLine line) {
        return line.structured()
                ? List.of()
                : line.cells().stream()
                        .map(Cell::key)
                        .filter(key -> key.indexOf(' ') > 0)
                        .flatMap(key -> names.exactly(key).stream())
                        .toList();
    }

    /** The part of an alert in which to look for names of entities. */
    public static String nameable(String text) {
        return String.join("\n", AlertLines.of(text).stream().map(AlertLine::text).toList());
    }

    private static String withoutTimes(String text, List<ReadTime> times) {
        StringBuilder rest = new StringBuilder(text);
        for (ReadTime time : times) {
            for (int i = time.from(); i < time.until(); i++) {
                rest.setCharAt(i, ' ');
            }
        }
        return rest.toString();
    }

    private static List<ReadTime> clockTimes(List<ReadTime> times, int from, int until) {
        return times.stream()
                .filter(time -> time.from() >= from && time.from() < until)
                .filter(time -> time.precision() == ReadTime.Precision.CLOCK)
                .toList();
    }

    private Alert alert(
            String text,
            List<AlertLine> lines,
            List<Alarm> alarms,
            Set<String> entities,
            Optional<String> subject,
            AlertTimes times,
            boolean dayTold,
            List<UnknownName> unknown,
            long endOfData) {
        OptionalLong first = alarms.stream().mapToLong(Alarm::time).min();
        OptionalLong last = alarms.stream().mapToLong(Alarm::time).max();
        OptionalLong raised =
                times.raised().isPresent()
                        ? times.raised()
                        : last.isPresent() ? last : times.latest();
        OptionalLong start = times.start().isPresent() ? times.start() : first;
        boolean dated = raised.isPresent() || start.isPresent();
        long at =
                raised.isPresent()
                        ? raised.getAsLong()
                        : start.isPresent()
                                ? Math.min(endOfData, start.getAsLong() + AFTER_START)
                                : endOfData;
        Optional<String> metric = metric(text);
        return new Alert(
                text,
                at,
                Math.max(at, times.latest().orElse(at)),
                Math.min(at, start.orElse(at)),
                alarms,
                List.copyOf(entities),
                calledWell(lines, entities),
                subject,
                metric,
                metric.map(MetricSense::spokenOf)
                        .orElseGet(() ->
                                MetricSense.spokenOf(
                                        lines.isEmpty() ? "" : lines.getFirst().text())),
                dated,
                dayTold,
                times.assumptions(),
                unknown);
    }

    /** The entity that a labelled part of the line names as what it is about. */
    private Optional<String> about(AlertLine line) {
        return about(line, "subject").or(() -> about(line, "subject place"));
    }

    private Optional<String> about(AlertLine line, String key) {
        return line.cells().stream()
                .filter(cell -> AlertWords.is(key, cell.key()))
                .flatMap(cell -> names.in(cell.value()).stream().limit(1))
                .findFirst();
    }

    private Optional<String> metric(String text) {
        return overview.metrics().stream()
                .filter(info -> info.metric().length() > 2)
                .filter(info ->
                        isNamed(info.metric(), text)
                                || isNamed(info.group() + "_" + info.metric(), text))
                .map(MetricInfo::metric)
                .findFirst();
    }

    /**
     * A metric with the name of an everyday word is only meant where the alert says "metric: X".
     */
    private static boolean isNamed(String metric, String text) {
        boolean isWord =
                metric.chars().allMatch(Character::isLetter)
                        && metric.substring(1).equals(metric.substring(1).toLowerCase(Locale.ROOT));
        String label =
                isWord
                        ? "(?i:metric|metrik|measure|kpi|series|counter|rule)\"?\\s*[:=]\\s*\"?"
                        : "\\b";
        return Pattern.compile(label + Pattern.quote(metric) + "\\b").matcher(text).find();
    }
}
