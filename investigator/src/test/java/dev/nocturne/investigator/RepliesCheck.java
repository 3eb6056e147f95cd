package dev.nocturne.investigator;

import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.gather.PartJson;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares what the answer to a follow-up states of values, times, records and dependencies with
 * everything that the session gathered. What is quoted or summed up is not read.
 */
final class RepliesCheck {
    private static final String NUM = "(-?[\\d,]+(?:\\.\\d+)?(?:e[+-]?\\d+)?)";
    private static final String TIME = "(\\d\\d:\\d\\d:\\d\\d UTC(?: on \\d+ \\p{L}+ \\d{4})?)";
    private static final Pattern BETWEEN = Pattern.compile("(?i)between " + TIME + " and " + TIME);

    /** The hours of a duty are those of any week, and have no dates. */
    private static final Pattern DUTY = Pattern.compile("(?:On duty at|, until) " + TIME);

    private static final Pattern MOMENT = Pattern.compile(TIME);
    private static final Pattern VALUE_AT = Pattern.compile("(?<![\\d,.])" + NUM + " at " + TIME);
    private static final Pattern MORE = Pattern.compile(", " + NUM + " more than at " + TIME);
    private static final Pattern HOUR_BEFORE = Pattern.compile(", an hour before " + NUM);
    private static final Pattern USUALLY = Pattern.compile(", usually " + NUM);
    private static final Pattern DEVIATION =
            Pattern.compile("([^ ,;:(][^,;:(]*?) " + NUM + " \\(usually " + NUM + "\\)");
    private static final Pattern RECORD =
            Pattern.compile("- " + TIME + " (.+?)(?:, by (.+?))?: (.+)");
    private static final Pattern NO_NEED =
            Pattern.compile("(?:^|[.] )([^.]+?) does not depend on ([^.]+?)(?:, (nor)|[.;])");
    private static final Pattern NEED = Pattern.compile("^Yes: (.+) needs (.+)\\.$");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Analysis analysis;
    private final SnapshotFacts facts;
    private final Set<Long> moments = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private String line = "";

    private RepliesCheck(FakeRun run) {
        List<Part<?>> diagnosed = new ArrayList<>();
        List<Part<?>> all = new ArrayList<>();
        run.results((turn, key, data) -> {
            Part<?> part = PartJson.read(key.substring(key.lastIndexOf('-') + 1), data);
            all.add(part);
            if (turn == 0) {
                diagnosed.add(part);
            }
        });
        this.analysis = new Analyst().analyse(run.alert(), new Snapshot(diagnosed));
        this.facts = new SnapshotFacts(new Snapshot(all), analysis.alert(), analysis.graph());
        moments();
    }

    /** What is false, a line each; empty when all of it holds. */
    static List<String> mistakes(FakeRun run) {
        RepliesCheck check = new RepliesCheck(run);
        run.text.toString().lines().filter(l -> !l.isBlank()).forEach(check::line);
        return check.mistakes;
    }

    private void moments() {
        Snapshot snapshot = facts.snapshot();
        for (Part<List<Series>> part : snapshot.of(Question.Measurements.class)) {
            part.answer()
                    .data()
                    .orElse(List.of())
                    .forEach(s -> Arrays.stream(s.times()).forEach(t -> moments.add(t / 1000)));
        }
        for (Entity entity : facts.topology().entities()) {
            for (StateSeries states : snapshot.states(entity.id())) {
                states.changes().forEach(change -> moments.add(change.time() / 1000));
            }
        }
        Stream.concat(snapshot.alarms().stream(), facts.alert().alarms().stream())
                .forEach(a -> moments.add(a.time() / 1000));
        snapshot.alarms().forEach(a -> moments.add(a.ended() / 1000));
        snapshot.events().forEach(e -> moments.add(e.time() / 1000));
        snapshot.events().forEach(e -> moments.add(e.until() / 1000));
        moments.add(facts.alert().start() / 1000);
        moments.add(facts.alert().raised() / 1000);
        moments.add(facts.alert().latest() / 1000);
        moments.add(snapshot.overview().now().getEpochSecond());
    }

    /** Something was measured or written then, or was due and did not come. */
    private boolean isMoment(long second) {
        return moments.contains(second)
                || facts.snapshot().entitiesWithValues().stream()
                        .anyMatch(id -> facts.isSilentFrom(id, second));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            mistakes.add(otherwise + " <- " + line);
        }
    }

    private long second(String said) {
        String[] halves = said.split(" UTC(?: on )?", -1);
        LocalDate day =
                halves.length > 1 && !halves[1].isEmpty()
                        ? LocalDate.parse(halves[1], DAY)
                        : Instant.ofEpochMilli(facts.alert().raised())
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate();
        return day.toEpochSecond(LocalTime.parse(halves[0]), ZoneOffset.UTC);
    }

    private void line(String said) {
        line = said;
        String open = DUTY.matcher(BETWEEN.matcher(said).replaceAll("")).replaceAll("");
        if (!said.contains("\"")) {
            MOMENT.matcher(open)
                    .results()
                    .forEach(m ->
                            require(
                                    isMoment(second(m.group(1))),
                                    "nothing happened at " + m.group(1)));
        }
        each(NO_NEED, open, this::apart);
        each(NEED, open, m -> require(facts.needs(m.group(1), m.group(2)), "it does not need it"));
        Matcher record = RECORD.matcher(open);
        if (record.matches() && !isMeasured(open)) {
            record(second(record.group(1)), record.group(2), record.group(4));
        }
        values(open);
        deviations(open);
    }

    private static void each(
            Pattern pattern, String said, java.util.function.Consumer<MatchResult> check) {
        pattern.matcher(said).results().forEach(check);
    }

    /** The entity of which the words are the end, without what leads to it. */
    private Optional<String> known(String words) {
        return facts.topology().entities().stream()
                .map(Entity::id)
                .filter(id -> words.equals(id) || words.endsWith(" " + id))
                .max(Comparator.comparingInt(String::length));
    }

    private void apart(MatchResult said) {
        Optional<String> one = known(said.group(1));
        boolean both = facts.topology().contains(said.group(2));
        if (one.isPresent() && both) {
            require(!facts.needs(one.get(), said.group(2)), "it does depend on it");
            require(
                    said.group(3) == null || !facts.needs(said.group(2), one.get()),
                    "the other does depend on it");
        }
    }

    /** A line of a log: its entity and words are of an event or an alarm of that second. */
    private void record(long second, String entity, String words) {
        boolean event =
                facts.snapshot().events().stream()
                        .filter(e -> e.time() / 1000 == second)
                        .anyMatch(e ->
                                (e.entity().equals(entity) || !facts.topology().contains(entity))
                                        && (words.contains(e.text().strip())
                                                || e.text().isBlank()));
        boolean alarm =
                Stream.concat(facts.snapshot().alarms().stream(), facts.alert().alarms().stream())
                        .filter(a -> a.time() / 1000 == second)
                        .anyMatch(
                                a -> a.entity().equals(entity) && words.contains(a.text().strip()));
        boolean own =
                facts.topology().contains(entity)
                        ? facts.seconds(entity).contains(second)
                        : isMoment(second);
        require(event || alarm || own, "no record says so");
    }

    private boolean isMeasured(String said) {
        return !series(said).isEmpty();
    }

    /** The series that a line begins with: "- ENTITY METRIC (LABELS): ". */
    private List<Series> series(String said) {
        String plain = said.replaceFirst("^- ", "");
        for (int colon = plain.indexOf(": "); colon > 0; colon = plain.indexOf(": ", colon + 1)) {
            String head = plain.substring(0, colon);
            for (Entity entity : facts.topology().entities()) {
                if (head.startsWith(entity.id() + " ")) {
                    String rest = head.substring(entity.id().length() + 1);
                    List<Series> found =
                            Stream.concat(
                                            facts.series(entity.id(), rest, Set.of()).stream(),
                                            facts
                                                    .series(
                                                            entity.id(),
                                                            rest.replaceFirst(" \\([^)]*\\)$", ""),
                                                            Set.of())
                                                    .stream())
                                    .toList();
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return List.of();
    }

    private void values(String said) {
        List<Series> own = series(said);
        if (own.isEmpty()) {
            return;
        }
        String rest = MORE.matcher(said).replaceAll("");
        each(
                VALUE_AT,
                rest,
                m ->
                        require(
                                own.stream().anyMatch(s -> isAt(s, second(m.group(2)), m.group(1))),
                                m.group(1) + " was not measured then"));
        each(
                USUALLY,
                rest,
                m ->
                        require(
                                own.stream().anyMatch(s -> isUsual(s, m.group(1))),
                                m.group(1) + " is not usual"));
        each(
                HOUR_BEFORE,
                rest,
                m ->
                        require(
                                own.stream().anyMatch(s -> wasHourBefore(s, m.group(1))),
                                m.group(1) + " was not measured an hour before"));
        Matcher last = VALUE_AT.matcher(rest);
        if (last.find()) {
            each(
                    MORE,
                    said,
                    m ->
                            require(
                                    own.stream()
                                            .anyMatch(s ->
                                                    Say.number(
                                                                    at(s, second(last.group(2)))
                                                                            - at(
                                                                                    s,
                                                                                    second(
                                                                                            m.group(
                                                                                                    2))))
                                                            .equals(m.group(1))),
                                    m.group(1) + " is not the difference"));
        }
    }

    /** Whether most values are not all above nor all below it. */
    private static boolean isUsual(Series series, String shown) {
        double usual = Double.parseDouble(shown.replace(",", ""));
        double[] values =
                Arrays.stream(series.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double slack = 0.005 * Math.abs(usual);
        return values.length > 0
                && values[values.length / 10] <= usual + slack
                && values[values.length - 1 - values.length / 10] >= usual - slack;
    }

    private static boolean wasHourBefore(Series series, String shown) {
        for (int i = 0; i < series.size(); i++) {
            for (int j = i + 1; j < series.size(); j++) {
                long apart = series.times()[j] - series.times()[i];
                if (apart > 2 * SnapshotFacts.HOUR) {
                    break;
                }
                if (apart >= SnapshotFacts.HOUR && Say.number(series.values()[i]).equals(shown)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double at(Series series, long second) {
        for (int i = 0; i < series.size(); i++) {
            if (series.times()[i] / 1000 == second && !Double.isNaN(series.values()[i])) {
                return series.values()[i];
            }
        }
        return Double.NaN;
    }

    private static boolean isAt(Series series, long second, String shown) {
        for (int i = 0; i < series.size(); i++) {
            if (series.times()[i] / 1000 == second
                    && Say.number(series.values()[i]).equals(shown)) {
                return true;
            }
        }
        return false;
    }

    /** "METRIC 5 (usually 1)" of the entity that the line is about. */
    private void deviations(String said) {
        List<String> ids =
                facts.topology().entities().stream()
                        .map(Entity::id)
                        .filter(said::contains)
                        .toList();
        each(
                DEVIATION,
                said,
                m -> {
                    String metric = m.group(1);
                    List<Series> own =
                            ids.stream()
                                    .flatMap(id ->
                                            Stream.of(
                                                            metric,
                                                            metric.startsWith(id + " ")
                                                                    ? metric.substring(
                                                                            id.length() + 1)
                                                                    : metric)
                                                    .flatMap(name ->
                                                            facts
                                                                    .series(id, name, Set.of())
                                                                    .stream()))
                                    .toList();
                    if (!own.isEmpty()) {
                        require(
                                own.stream().anyMatch(s -> facts.isMeasured(s, m.group(2))),
                                m.group(2) + " is no value of " + metric);
                        require(
                                own.stream()
                                        .anyMatch(s ->
                                                facts.isUsual(s, m.group(3))
                                                        || isUsual(s, m.group(3))),
                                m.group(3) + " is not usual of " + metric);
                    }
                });
    }
}
