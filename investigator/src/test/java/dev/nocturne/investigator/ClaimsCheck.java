package dev.nocturne.investigator;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.gather.PartJson;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares each sentence of an answer with the snapshot. A sentence of a shape that is not known
 * here is a mistake, so that no sentence is written without a check.
 */
final class ClaimsCheck {
    private static final String NUM = "(-?[\\d,]+(?:\\.\\d+)?(?:e[+-]?\\d+)?|NaN|-?Infinity)";
    private static final String COUNT = "([\\d,]+)";
    private static final String TIME = "(\\d\\d:\\d\\d:\\d\\d UTC(?: on \\d+ \\p{L}+ \\d{4})?)";
    private static final String PERCENT = "(under 1%|over 99%|\\d+%)";
    private static final Pattern CITED = Pattern.compile(" \\[(E\\d+(?:, E\\d+)*)\\]");
    private static final Pattern DEVIATION =
            Pattern.compile("(.+) " + NUM + " \\(usually " + NUM + "\\)");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private record Shape(String section, Pattern pattern, Consumer<MatchResult> check) {}

    private final FakeRun run;
    private final Analysis analysis;
    private final Finding finding;
    private final SnapshotFacts facts;
    private final JsonNode diagnosis;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> parts = new HashSet<>();
    private Set<String> cited = Set.of();
    private String line = "";
    private int sentences;

    private ClaimsCheck(FakeRun run) {
        this.run = run;
        List<Part<?>> gathered = new ArrayList<>();
        run.journal.forEach((key, result) -> {
            JsonNode data = result.data();
            if (data != null) {
                gathered.add(PartJson.read(key.substring(key.lastIndexOf('-') + 1), data));
            }
        });
        gathered.forEach(part -> parts.add(part.evidence()));
        Snapshot snapshot = new Snapshot(gathered);
        this.analysis = new Analyst().analyse(run.alert(), snapshot);
        this.finding = analysis.finding();
        this.facts = new SnapshotFacts(snapshot, analysis.alert(), analysis.graph());
        this.diagnosis = run.diagnosis();
        head();
        why();
        candidates();
        blastRadius();
        noFault();
        inconclusive();
        settling();
        contradictions();
        actions();
        notChecked();
        evidence();
        reasons();
    }

    /** What is false or cannot be checked, a line each; empty when all of it holds. */
    static List<String> mistakes(FakeRun run) {
        ClaimsCheck check = new ClaimsCheck(run);
        check.text();
        check.reasoning();
        check.diagnosis();
        return check.mistakes;
    }

    /** How many sentences of an answer are checked. */
    static int sentences(FakeRun run) {
        ClaimsCheck check = new ClaimsCheck(run);
        check.text();
        return check.sentences;
    }

    private void shape(String section, String pattern, Consumer<MatchResult> check) {
        shapes.add(new Shape(section, Pattern.compile(pattern, Pattern.DOTALL), check));
    }

    private void wrong(String why) {
        mistakes.add(why + " <- " + line);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong(otherwise);
        }
    }

    private void text() {
        String section = "";
        for (String next : run.text.toString().split("\n", -1)) {
            if (next.startsWith("### ")) {
                section = next.substring(4);
            } else if (!next.isBlank()) {
                sentence(section, next);
            }
        }
    }

    private void sentence(String section, String text) {
        line = text;
        cited = new LinkedHashSet<>();
        CITED.matcher(text)
                .results()
                .forEach(m -> cited.addAll(Arrays.asList(m.group(1).split(", ", -1))));
        sentences++;
        String said = CITED.matcher(text).replaceAll("");
        for (Shape shape : shapes) {
            Matcher matcher = shape.pattern().matcher(said);
            if (shape.section().equals(section) && matcher.matches()) {
                shape.check().accept(matcher.toMatchResult());
                return;
            }
        }
        wrong("no check for a sentence like this in section '" + section + "'");
    }

    // ---- times, figures and states

    /** Seconds of the epoch. */
    private long second(String said) {
        String[] halves = said.split(" UTC(?: on )?", -1);
        LocalTime time = LocalTime.parse(halves[0]);
        LocalDate day =
                halves.length > 1 && !halves[1].isEmpty()
                        ? LocalDate.parse(halves[1], DAY)
                        : Instant.ofEpochMilli(finding.alert().raised())
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate();
        return day.atTime(time).toEpochSecond(ZoneOffset.UTC);
    }

    private static long number(String count) {
        return Long.parseLong(count.replace(",", ""));
    }

    private String known(String said) {
        String id = facts.entity(said);
        require(!id.isEmpty(), "unknown entity " + said);
        return id;
    }

    private List<String> known(MatchResult match, int group) {
        List<String> ids = facts.entities(match.group(group));
        require(!ids.isEmpty(), "unknown entities in " + match.group(group));
        return ids;
    }

    private Set<String> citedParts() {
        return cited.stream().filter(parts::contains).collect(Collectors.toSet());
    }

    /** {@code metric 1 (usually 2)}: the value was measured, the usual one is a median before. */
    private void deviation(String entity, String said) {
        Matcher matcher = DEVIATION.matcher(said);
        if (!matcher.matches()) {
            wrong("no deviation: " + said);
            return;
        }
        List<Series> series = facts.series(entity, matcher.group(1), citedParts());
        require(
                !series.isEmpty(),
                "no values of " + matcher.group(1) + " of " + entity + " in what is cited");
        if (!series.isEmpty()) {
            require(
                    series.stream().anyMatch(s -> facts.isMeasured(s, matcher.group(2))),
                    matcher.group(2) + " is no value of " + entity + " " + matcher.group(1));
            require(
                    series.stream().anyMatch(s -> facts.isUsual(s, matcher.group(3))),
                    matcher.group(3) + " is not usual for " + entity + " " + matcher.group(1));
        }
    }

    /** Several deviations of one entity, joined by commas. */
    private void deviations(String entity, String list) {
        String rest = list.replaceAll(" and [\\d,]+ more$", "");
        for (String one : rest.split("(?<=\\)), ", -1)) {
            deviation(entity, one);
        }
    }

    private boolean isOff(String entity) {
        return finding.health().fails(entity)
                || finding.symptoms().of(entity).stream()
                        .filter(s -> s.kind() != Symptom.Kind.ALARM)
                        .anyMatch(s -> s.isGoingOn(finding.alert().latest()));
    }

    private boolean isAlarmed(String entity) {
        return finding.storm().counted().containsKey(entity);
    }

    /** Alarms of the incident that are neither cleared nor the end of one, by entity. */
    private Map<String, Severity> open() {
        Map<String, Severity> open = new TreeMap<>();
        for (Alarm alarm : finding.storm().all()) {
            if (!facts.isOver(alarm, finding.storm())) {
                open.merge(alarm.entity(), alarm.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
            }
        }
        return open;
    }

    private long alarmed(boolean grave) {
        return open().values().stream()
                .filter(s -> !grave || s.compareTo(Severity.MAJOR) >= 0)
                .count();
    }

    private Hypothesis hypothesis(String id) {
        return finding.hypotheses().stream()
                .filter(h -> analysis.graph().id(h.entity()).equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is no candidate: " + line));
    }

    private boolean isReached(String cause, String entity) {
        return analysis.graph().number(entity).stream()
                .anyMatch(n -> hypothesis(cause).reach().touched().containsKey(n));
    }

    private String cause() {
        return diagnosis.path("root_causes").path(0).path("entity").asString("");
    }

    private List<String> causes() {
        return finding.hypotheses().stream()
                .limit(Math.max(1, finding.faults()))
                .map(h -> analysis.graph().id(h.entity()))
                .toList();
    }

    private void label(String entity, String label) {
        require(
                facts.topology().entity(entity).filter(e -> e.label().equals(label)).isPresent(),
                entity + " is no " + label);
    }

    // ---- shapes

    private void head() {
        shape(
                "",
                "## Root causes?: (.+)",
                m -> {
                    require(finding.verdict().word().equals("fault"), "the verdict is no fault");
                    List<String> said =
                            Arrays.stream(m.group(1).split(" and ", -1))
                                    .map(facts::entity)
                                    .toList();
                    require(
                            said.equals(causes()) || facts.entity(m.group(1)).equals(cause()),
                            "not the causes " + causes());
                });
        shape(
                "",
                COUNT + " faults that do not depend on each other:",
                m -> {
                    require(number(m.group(1)) == causes().size(), "not so many causes");
                    for (String one : causes()) {
                        for (String other : causes()) {
                            require(
                                    one.equals(other) || !facts.needs(one, other),
                                    one + " needs " + other);
                        }
                    }
                });
        shape(
                "",
                "(?:- )?\\*\\*(.+)\\*\\* \\((.+)\\) shows no symptom itself, but explains trouble that began at "
                        + TIME
                        + "\\. Confidence: (.+)\\.",
                m -> {
                    String cause = known(m.group(1));
                    label(cause, m.group(2));
                    require(finding.symptoms().of(cause).isEmpty(), "it shows some");
                    require(
                            finding.symptoms().byEntity().values().stream()
                                            .flatMap(List::stream)
                                            .anyMatch(s -> s.since() / 1000 == second(m.group(3)))
                                    || finding.alert().start() / 1000 == second(m.group(3)),
                            "nothing began then");
                });
        shape(
                "",
                "(?:- )?\\*\\*(.+)\\*\\* \\((.+)\\) has been failing since "
                        + TIME
                        + "\\. Confidence: (.+)\\.",
                m -> {
                    String cause = known(m.group(1));
                    label(cause, m.group(2));
                    since(cause, m.group(3));
                    require(
                            Say.certainty(hypothesis(cause).confidence()).equals(m.group(4)),
                            "another confidence");
                });
        shape(
                "",
                "Down or degraded: (.+)\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                Set.of("down", "degraded").contains(effect(id)),
                                                id + " is neither")));
        shape("", "Affected or at risk: (.+)\\.", m -> known(m, 1).forEach(id -> affected(id, "")));
        shape(
                "",
                "Nothing else is known to be affected\\.",
                m -> require(diagnosis.path("affected").isEmpty(), "some are"));
        shape(
                "",
                "The data fit equally well with a failure of (.+): it would cause the same alarms and metrics\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                hypothesis(id).tie() > 0
                                                        && hypothesis(id).tie()
                                                                == hypothesis(cause()).tie()
                                                        && hypothesis(id).heard().size()
                                                                == hypothesis(cause())
                                                                        .heard()
                                                                        .size(),
                                                id + " does not fit equally well")));
    }

    /** Something happened at that second to the entity or to what needs it. */
    private void since(String cause, String time) {
        long second = second(time);
        boolean backed = facts.seconds(cause).contains(second);
        for (int entity : hypothesis(cause).reach().touched().keySet()) {
            backed |= facts.seconds(analysis.graph().id(entity)).contains(second);
        }
        backed |= facts.isSilentFrom(cause, second);
        require(backed, "nothing happened at that time");
    }

    /** How the diagnosis lists the entity. */
    private String effect(String id) {
        return diagnosis
                .path("affected")
                .valueStream()
                .filter(a -> a.path("entity").asString().equals(id))
                .map(a -> a.path("impact").asString())
                .findFirst()
                .orElse("");
    }

    private long services() {
        return diagnosis.path("impact").path("services").asLong();
    }

    private void why() {
        String why = "Why";
        shape(
                why,
                "- Its failure explains (?:the one alarmed entity|all "
                        + COUNT
                        + " alarmed entities|"
                        + COUNT
                        + " of "
                        + COUNT
                        + " alarmed entit(?:y|ies))(?:; "
                        + COUNT
                        + " expected alarms? (?:is|are) missing)?(?:; "
                        + COUNT
                        + " others? that depends? on it raised alarms at another time)?\\.",
                m -> {
                    Set<String> all = finding.storm().counted().keySet();
                    boolean grave = alarmed(true) > 0;
                    require(all.size() == alarmed(grave), "open alarms on " + open());
                    long explained = explained(cause(), m.group(5));
                    long said =
                            m.group(1) != null
                                    ? number(m.group(1))
                                    : m.group(2) != null ? number(m.group(2)) : 1;
                    long of = m.group(3) != null ? number(m.group(3)) : said;
                    require(said == explained, "explains " + explained);
                    require(of == all.size(), "alarmed are " + all.size());
                    if (m.group(4) != null) {
                        require(number(m.group(4)) == hypothesis(cause()).missing(), "missing");
                    }
                });
        shape(
                why,
                "- Its own metrics are abnormal since " + TIME + ": (.+)\\.",
                m -> {
                    require(
                            facts.seconds(cause()).contains(second(m.group(1))),
                            "nothing was measured at that time");
                    deviations(cause(), m.group(2));
                });
        shape(
                why,
                "- Metrics of entities that depend on it are abnormal too: (.+)\\.",
                m ->
                        known(m, 1)
                                .forEach(id -> {
                                    require(
                                            facts.needs(id, cause()),
                                            id + " does not need " + cause());
                                    require(finding.health().fails(id), id + " is normal");
                                }));
        shape(
                why,
                "- Of what it depends on, (.+) (?:is|are) abnormal too, but not in a way that explains it\\.",
                m ->
                        known(m, 1)
                                .forEach(id -> {
                                    require(
                                            facts.needs(cause(), id),
                                            "it does not depend on " + id);
                                    require(isOff(id) || isAlarmed(id), id + " is normal");
                                }));
        shape(
                why,
                "- Nothing that it depends on is abnormal(, and what is affected depends on it)?\\.",
                m -> {
                    for (String id : facts.supporters(cause())) {
                        require(!isOff(id) && !isAlarmed(id), id + " is abnormal");
                    }
                    diagnosis
                            .path("affected")
                            .forEach(a ->
                                    require(
                                            m.group(1) == null
                                                    || facts.needs(
                                                            a.path("entity").asString(), cause()),
                                            a.path("entity") + " does not depend on it"));
                });
        shape(
                why,
                "- It depends on (.+)\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                facts.needs(cause(), id)
                                                        && facts.related(cause(), id),
                                                "no relation with " + id)));
        agreement(why);
        shape(
                why,
                "- Changed before: " + TIME + " (.+?): (.+)\\.",
                m -> {
                    if (m.group(3).contains(" went from ")) {
                        words(m.group(2), m.group(3), second(m.group(1)));
                        return;
                    }
                    require(
                            facts.isSaid(m.group(2), m.group(3), second(m.group(1))),
                            "no event or alarm says so");
                    require(
                            second(m.group(1)) <= finding.alert().latest() / 1000,
                            "after the alert");
                });
        shape(
                why,
                "- (.+) at the same (.+) is as usual: (.+)\\.",
                m -> {
                    deviation(known(m.group(1)), m.group(3));
                    require(facts.related(m.group(1), m.group(2)), "not related");
                    require(!isOff(m.group(1)), "it is off");
                });
        shape(why, "- " + TIME + " (.+)", m -> symptom(second(m.group(1)), m.group(2)));
    }

    private void agreement(String why) {
        shape(
                why,
                "- Alarms and metrics point to the same cause\\.",
                m -> {
                    Set<String> alarmed = finding.storm().counted().keySet();
                    require(
                            alarmed.stream().anyMatch(id -> isReached(cause(), id)),
                            "no alarm on what depends on it");
                    require(
                            facts.snapshot().entitiesWithValues().stream()
                                    .anyMatch(id -> isReached(cause(), id) && isOff(id)),
                            "no metric of what depends on it is off");
                });
        shape(
                why,
                "- Alarms and metrics point to different causes: (?:there are alarms on (.+)|(nothing is alarmed)), while (?:the metrics point to (.+)|(the metrics that this cause should change are normal))\\.",
                m -> {
                    if (m.group(1) != null) {
                        known(m, 1).forEach(id -> require(isAlarmed(id), id + " has no alarm"));
                    } else {
                        require(finding.storm().counted().isEmpty(), "there are alarms");
                    }
                    if (m.group(3) != null) {
                        known(m, 3).forEach(id -> require(isOff(id), id + " is not off"));
                    } else {
                        finding.health()
                                .byEntity()
                                .keySet()
                                .forEach(id ->
                                        require(
                                                !isReached(cause(), id)
                                                        || !finding.health().fails(id),
                                                id + " is off"));
                    }
                });
        shape(
                why,
                "- Only alarms show the fault; the metrics of the time do not\\.",
                m -> {
                    require(!finding.storm().counted().isEmpty(), "there are no alarms");
                    finding.health()
                            .byEntity()
                            .keySet()
                            .forEach(id ->
                                    require(
                                            !isReached(cause(), id) || !finding.health().fails(id),
                                            id + " is off"));
                });
        shape(
                why,
                "- Alarms show the fault; of the metrics only some are abnormal, those of (.+)\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                isReached(cause(), id)
                                                        && finding.health().fails(id),
                                                id + " is normal")));
        shape(
                why,
                "- Only alarms show the fault; there are no metrics of what it reaches\\.",
                m -> {
                    require(!finding.storm().counted().isEmpty(), "there are no alarms");
                    finding.health()
                            .byEntity()
                            .keySet()
                            .forEach(id -> require(!isReached(cause(), id), id + " has metrics"));
                });
        shape(
                why,
                "- Only metrics show the fault; no burst of alarms came with it\\.",
                m -> require(alarmed(true) < 3, "there are alarms on " + open().keySet()));
    }

    /** {@code entity: words} as the data say it, at that second; any second below zero. */
    private void symptom(long second, String said) {
        for (int colon = said.indexOf(": "); colon > 0; colon = said.indexOf(": ", colon + 1)) {
            String entity = said.substring(0, colon);
            if (facts.topology().contains(entity)) {
                words(entity, said.substring(colon + 2).replaceFirst("\\.$", ""), second);
                return;
            }
        }
        wrong("no entity");
    }

    private void words(String entity, String words, long second) {
        if (facts.isSaid(entity, words, second)) {
            return;
        }
        for (String watcher : facts.watchersOf(entity)) {
            if (words.startsWith(watcher + " ")) {
                words(watcher, words.substring(watcher.length() + 1), second);
                return;
            }
        }
        Matcher over = matcher("(.+) was over at " + TIME, words);
        if (over.matches()) {
            words(entity, over.group(1), -1);
            require(facts.isEnd(entity, second(over.group(2))), "it did not end then");
            return;
        }
        Matcher set = matcher("(.+) went from " + NUM + " to " + NUM, words);
        if (set.matches()) {
            for (int value = 2; value <= 3; value++) {
                String shown = set.group(value);
                require(
                        facts.series(entity, set.group(1), Set.of()).stream()
                                .anyMatch(s ->
                                        SnapshotFacts.anyValue(
                                                s,
                                                Long.MIN_VALUE,
                                                Long.MAX_VALUE,
                                                v -> Say.number(v).equals(shown))),
                        shown + " was never its value");
            }
            return;
        }
        Matcher m = matcher("(.+) changed " + COUNT + " times within an hour", words);
        if (m.matches()) {
            require(
                    facts.changes(entity, m.group(1), (int) number(m.group(2))),
                    "it did not change so often");
            return;
        }
        m = matcher("no values of (.+) after " + TIME, words);
        if (m.matches()) {
            long last = second(m.group(2));
            List<Series> series = facts.series(entity, m.group(1), citedParts());
            require(
                    series.stream()
                            .anyMatch(
                                    s -> Arrays.stream(s.times()).anyMatch(t -> t / 1000 == last)),
                    "no value at that time");
            require(
                    series.stream()
                            .noneMatch(s ->
                                    SnapshotFacts.anyValue(
                                            s,
                                            (last + 1) * 1000,
                                            finding.alert().latest(),
                                            value -> true)),
                    "there are later values");
            return;
        }
        m = matcher("(.+) was reset at " + TIME, words);
        if (m.matches()) {
            long at = second(m.group(2));
            require(
                    facts.snapshot().series(entity).stream()
                            .filter(s -> s.metric().equals(words.split(" was reset", 2)[0]))
                            .anyMatch(s -> falls(s, at)),
                    "it did not fall then");
            return;
        }
        m = matcher("(.+?) is " + NUM + " since " + TIME + " \\(usually " + NUM + "\\)", words);
        if (m.matches()) {
            String shown = m.group(2);
            List<Series> own = facts.series(entity, m.group(1), citedParts());
            require(own.stream().anyMatch(s -> facts.isMeasured(s, shown)), shown + " is no value");
            require(facts.seconds(entity).contains(second(m.group(3))), "not measured then");
            String usual = m.group(4);
            require(own.stream().anyMatch(s -> facts.isUsual(s, usual)), usual + " is not usual");
            return;
        }
        if (DEVIATION.matcher(words).matches()) {
            deviation(entity, words);
            require(second < 0 || facts.seconds(entity).contains(second), "not measured then");
            return;
        }
        m = matcher("(.+) was " + NUM + " at the same time on (\\d{4}-\\d\\d-\\d\\d) too", words);
        if (m.matches()) {
            long day = LocalDate.parse(m.group(3)).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            String shown = m.group(2);
            require(
                    facts.series(entity, m.group(1), Set.of()).stream()
                            .anyMatch(s ->
                                    SnapshotFacts.anyValue(
                                            s,
                                            day * 1000,
                                            day * 1000 + 24 * SnapshotFacts.HOUR,
                                            v -> Say.number(v).equals(shown))),
                    shown + " was not measured on that day");
            return;
        }
        m = matcher("failed and was well again " + COUNT + " times within an hour", words);
        if (m.matches()) {
            long times = number(m.group(1));
            require(facts.recoveries(entity) >= times, "it was not well so often");
            return;
        }
        m = matcher("(.+) is " + NUM + ", at this time of other days (?:at least )?" + NUM, words);
        if (m.matches()) {
            String shown = m.group(2);
            double usual = Double.parseDouble(m.group(3).replace(",", ""));
            List<Series> own = facts.series(entity, m.group(1), citedParts());
            require(own.stream().anyMatch(s -> facts.isMeasured(s, shown)), shown + " is no value");
            require(
                    own.stream().anyMatch(s -> facts.isBetweenThoseOfOtherDays(s, usual)),
                    usual + " is not what it was on other days");
            return;
        }
        metric(entity, words, second);
    }

    private static Matcher matcher(String pattern, String words) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(words);
    }

    private static boolean falls(Series series, long second) {
        double last = Double.NaN;
        for (int i = 0; i < series.size(); i++) {
            double value = series.values()[i];
            if (series.times()[i] / 1000 == second && value < last) {
                return true;
            }
            last = Double.isNaN(value) ? last : value;
        }
        return false;
    }

    /** A metric that is compared with something else than its past. */
    private void metric(String entity, String words, long second) {
        Matcher m =
                matcher(
                        "(.+?) is "
                                + NUM
                                + "(?:, normal is (.+)|, of others of its kind at most "
                                + NUM
                                + "|(: full)|, (.+) is "
                                + NUM
                                + "| of "
                                + NUM
                                + " \\((.+)\\))",
                        words);
        if (!m.matches()) {
            wrong("no check for words like '" + words + "'");
            return;
        }
        List<Series> own = facts.series(entity, m.group(1), citedParts());
        String shown = m.group(2);
        require(
                own.stream().anyMatch(s -> facts.isMeasured(s, shown)),
                shown + " is no value of " + entity + " " + m.group(1));
        require(second < 0 || facts.seconds(entity).contains(second), "not measured then");
        if (m.group(3) != null) {
            String normal = m.group(3);
            require(
                    facts.snapshot().overview().metrics().stream()
                            .anyMatch(i ->
                                    i.metric().equals(m.group(1))
                                            && normal.equals(i.levels().get("normal"))),
                    "not what its owner calls normal");
        } else if (m.group(4) != null) {
            boolean of =
                    facts.snapshot().entitiesWithValues().stream()
                            .filter(id -> !id.equals(entity))
                            .flatMap(id -> facts.series(id, m.group(1), Set.of()).stream())
                            .anyMatch(s -> facts.isMeasured(s, m.group(4)));
            require(of, m.group(4) + " is no value of another");
        } else if (m.group(6) != null) {
            require(
                    facts.series(entity, m.group(6), citedParts()).stream()
                            .anyMatch(s -> facts.isMeasured(s, m.group(7))),
                    m.group(7) + " is no value of " + m.group(6));
        } else if (m.group(8) != null) {
            require(
                    facts.series(entity, m.group(9), citedParts()).stream()
                            .anyMatch(s -> facts.isMeasured(s, m.group(8))),
                    m.group(8) + " is no value of " + m.group(9));
        }
    }

    private void candidates() {
        for (String section : List.of("What else it could be", "Candidates")) {
            shape(
                    section,
                    "- (.+), (.+?), " + PERCENT + "(?:: (.+))?\\.",
                    m -> {
                        String id = known(m.group(1));
                        label(id, m.group(2));
                        Hypothesis h = hypothesis(id);
                        require(Say.percent(h.confidence()).equals(m.group(3)), "confidence");
                        if (m.group(4) != null) {
                            if (finding.method() == Finding.Method.SYMPTOMS) {
                                words(id, m.group(4), -1);
                            } else {
                                reasons(id, h, m.group(4));
                            }
                        }
                    });
        }
    }

    /** Alarmed entities that the candidate reaches, without those that are said to be others. */
    private long explained(String id, @Nullable String others) {
        long reached =
                finding.storm().counted().keySet().stream().filter(e -> isReached(id, e)).count();
        return reached - (others == null ? 0 : number(others));
    }

    private void reasons(String id, Hypothesis h, String said) {
        for (String reason : said.split("; ", -1)) {
            Matcher explains = matcher("explains " + COUNT + " alarmed entit(?:y|ies)", reason);
            Matcher missing = matcher(COUNT + " expected alarms? (?:is|are) missing", reason);
            Matcher normal =
                    matcher(
                            COUNT + " entit(?:y|ies) that should be abnormal (?:is|are) normal",
                            reason);
            if (explains.matches()) {
                Matcher rest =
                        matcher(
                                ".*; "
                                        + COUNT
                                        + " others? that depends? on it raised alarms at another time.*",
                                said);
                long explained = explained(id, rest.matches() ? rest.group(1) : null);
                require(number(explains.group(1)) == explained, "explains " + explained);
            } else if (missing.matches()) {
                require(number(missing.group(1)) == h.missing(), "missing " + h.missing());
            } else if (normal.matches()) {
                long well =
                        finding.health().byEntity().keySet().stream()
                                .filter(e -> isReached(id, e) && !finding.health().fails(e))
                                .count();
                require(number(normal.group(1)) <= well, "normal are " + well);
            } else if (!reason.endsWith(" on it raised alarms at another time")) {
                int space = reason.indexOf(' ');
                deviation(reason.substring(0, space), reason.substring(space + 1));
            }
        }
    }

    private void blastRadius() {
        String radius = "Blast radius";
        shape(
                radius,
                "No other affected entity was found in the dependencies and metrics\\.",
                m -> require(diagnosis.path("affected").isEmpty(), "some are"));
        shape(
                radius,
                "- (Down|Degraded|At risk): (.+)\\.",
                m -> known(m, 2).forEach(id -> affected(id, m.group(1))));
        shape(
                radius,
                "- Other affected entities: (.+)\\.",
                m -> known(m, 1).forEach(id -> affected(id, "")));
        shape(
                radius,
                "- In all: "
                        + COUNT
                        + " services? down or degraded, "
                        + COUNT
                        + " entit(?:y|ies) affected or at risk(?:; customers: "
                        + COUNT
                        + ")?(?:; users: "
                        + COUNT
                        + ")?\\.",
                m -> {
                    JsonNode impact = diagnosis.path("impact");
                    require(number(m.group(1)) == services(), "services");
                    require(number(m.group(2)) == impact.path("entities").asLong(), "entities");
                    heads(
                            m.group(3),
                            "customers",
                            List.of("customer", "client", "tenant", "account"));
                    heads(
                            m.group(4),
                            "users",
                            List.of("user", "subscriber", "seat", "people", "population"));
                });
        shape(
                radius,
                "- Agreement (.+) with (.+) says: \"(.+)\" Nothing was computed from it\\.",
                m -> {
                    known(m.group(2));
                    require(
                            facts.topology().entity(m.group(1)).stream()
                                    .anyMatch(e -> e.properties().containsValue(m.group(3))),
                            "the agreement does not say so");
                });
        shape(
                radius,
                "- No SLA penalty applies\\.",
                m ->
                        diagnosis
                                .path("affected")
                                .forEach(a ->
                                        require(
                                                !a.path("impact").asString().equals("down")
                                                        || penalties(a.path("entity").asString())
                                                                .isEmpty(),
                                                a.path("entity") + " is down")));
        shape(
                radius,
                "- No agreement about what is affected is known\\.",
                m ->
                        require(
                                facts.topology().entities().stream()
                                        .anyMatch(e -> KindWords.paper(e.label())),
                                "there is no agreement at all"));
        shape(
                radius,
                "- The data hold no service level agreements\\.",
                m ->
                        facts.topology()
                                .entities()
                                .forEach(e ->
                                        require(!KindWords.paper(e.label()), e.id() + " is one")));
        shape(
                radius,
                "- SLA penalties: " + NUM + " (\\S+) per hour \\((.+)\\)\\.",
                m -> {
                    double sum = 0;
                    for (String one : m.group(3).split(", (?=[^,]+ [\\d,]+)", -1)) {
                        int space = one.lastIndexOf(' ');
                        String id = known(one.substring(0, space));
                        String amount = one.substring(space + 1);
                        require(
                                penalties(id).stream().anyMatch(p -> Say.number(p).equals(amount)),
                                amount + " is no penalty of " + id);
                        sum += Double.parseDouble(amount.replace(",", ""));
                    }
                    require(Say.number(sum).equals(m.group(1)), "the sum is " + sum);
                });
        shape(
                "Backups",
                "- (.+?): (.+), backup (.+?); (?:no shared risk known|\\*\\*shared risk\\*\\*: both depend on (.+))\\.",
                m -> {
                    String id = known(m.group(1));
                    List<String> main = known(m, 2);
                    List<String> spare = known(m, 3);
                    main.forEach(way -> require(facts.related(id, way), "no way " + way));
                    spare.forEach(way -> require(facts.related(id, way), "no way " + way));
                    if (m.group(4) != null) {
                        known(m, 4)
                                .forEach(risk -> {
                                    require(uses(main, risk), "no main way needs " + risk);
                                    require(uses(spare, risk), "no backup needs " + risk);
                                });
                    }
                });
    }

    private boolean uses(List<String> ways, String risk) {
        return ways.stream().anyMatch(way -> way.equals(risk) || facts.needs(way, risk));
    }

    /** It is listed as such in the diagnosis, and needs a cause or shows it itself. */
    private void affected(String id, String effect) {
        String word = effect.toLowerCase(Locale.ROOT).replace(' ', '_');
        boolean listed =
                diagnosis
                        .path("affected")
                        .valueStream()
                        .anyMatch(a ->
                                a.path("entity").asString().equals(id)
                                        && (word.isEmpty()
                                                || a.path("impact").asString().equals(word)));
        require(listed || diagnosis.path("affected").size() >= 150, id + " is not listed so");
        Set<String> needed = facts.supporters(id);
        boolean needs =
                finding.hypotheses().stream()
                        .anyMatch(h -> needed.contains(analysis.graph().id(h.entity())));
        require(
                needs || isOff(id) || isAlarmed(id) || isNamed(id),
                id + " neither needs a cause nor shows anything");
    }

    private boolean isNamed(String id) {
        return finding.alert().entities().contains(id);
    }

    private void heads(@Nullable String said, String field, List<String> words) {
        if (said == null) {
            return;
        }
        long sum = 0;
        for (JsonNode a : diagnosis.path("affected")) {
            Entity entity = facts.topology().entity(a.path("entity").asString()).orElseThrow();
            boolean offer =
                    analysis.impact().affected().stream()
                            .anyMatch(o ->
                                    o.offer()
                                            && analysis.graph().id(o.entity()).equals(entity.id()));
            if (offer && !a.path("impact").asString().equals("at_risk")) {
                sum +=
                        entity.properties().entrySet().stream()
                                .filter(p -> p.getValue() instanceof Number)
                                .filter(p ->
                                        words.stream()
                                                .anyMatch(
                                                        p.getKey().toLowerCase(Locale.ROOT)
                                                                ::contains))
                                .mapToLong(p -> ((Number) p.getValue()).longValue())
                                .findFirst()
                                .orElse(0);
            }
        }
        require(number(said) == sum, field + " are " + sum);
    }

    /** What the agreements about an entity cost an hour. */
    private List<Double> penalties(String id) {
        List<Double> found = new ArrayList<>();
        for (Entity paper : facts.topology().entities()) {
            boolean about = facts.related(paper.id(), id) || paper.properties().containsValue(id);
            if (KindWords.paper(paper.label()) && about) {
                paper.properties()
                        .forEach((name, value) -> {
                            if (value instanceof Number n
                                    && name.toLowerCase(Locale.ROOT).contains("penalty")
                                    && n.doubleValue() != 0) {
                                found.add(n.doubleValue());
                            }
                        });
            }
        }
        return found;
    }

    private void noFault() {
        shape(
                "",
                "## No fault",
                m -> require(finding.verdict().word().equals("no_fault"), "verdict"));
        shape(
                "",
                "The alarms have no common cause: no single failure explains them better than chance does \\(log odds "
                        + NUM
                        + "\\)\\.",
                m -> {
                    require(Say.number(finding.odds()).equals(m.group(1)), "odds");
                    require(!finding.storm().all().isEmpty(), "there are no alarms");
                });
        shape(
                "",
                "- "
                        + COUNT
                        + " entit(?:y has|ies have) open alarms( of severity major or higher)?; "
                        + COUNT
                        + " alarms? (?:was|were) cleared before the alert\\.",
                m -> openAlarms(number(m.group(1)), m.group(2) != null, number(m.group(3))));
        shape(
                "",
                "The metrics of (.+) are within their usual range, and nothing that it depends on is abnormal enough to affect it\\.",
                m -> {
                    String about = m.group(1);
                    if (about.equals("the environment")) {
                        facts.snapshot()
                                .entitiesWithValues()
                                .forEach(id -> require(!isOff(id), id + " is off"));
                    } else {
                        known(about);
                        require(
                                facts.snapshot().entitiesWithValues().contains(about),
                                "it was not measured");
                        require(!isOff(about), "it is off");
                    }
                });
        shape(
                "",
                "- Abnormal, but without an effect on it: (.+)\\.",
                m -> {
                    for (String one :
                            m.group(1)
                                    .replaceAll(" and [\\d,]+ more$", "")
                                    .split("(?<=\\)\\)), ", -1)) {
                        Matcher parts = matcher("(.+?) \\((.+)\\)", one);
                        if (parts.matches()) {
                            deviation(known(parts.group(1)), parts.group(2));
                        } else {
                            wrong("no deviation");
                        }
                    }
                });
        shape(
                "",
                "- Metrics of "
                        + COUNT
                        + " entit(?:y|ies) were compared with their past; abnormal: (.+)\\.",
                m -> {
                    Set<String> off =
                            finding.health().byEntity().keySet().stream()
                                    .filter(finding.health()::fails)
                                    .collect(Collectors.toSet());
                    require(number(m.group(1)) == finding.health().byEntity().size(), "compared");
                    if (m.group(2).equals("none")) {
                        require(off.isEmpty(), "abnormal are " + off);
                    } else {
                        known(m, 2).forEach(id -> require(off.contains(id), id + " is normal"));
                    }
                });
        shape(
                "",
                "What the alert says of (.+) is explained: (.+)\\.",
                m -> {
                    for (String reason : split(m.group(2))) {
                        if (reason.contains(" was over at ")) {
                            words(m.group(1), reason, -1);
                            continue;
                        }
                        var plan =
                                finding.symptoms().circumstances().stream()
                                        .filter(c ->
                                                c.words().equals(reason)
                                                        || (c.entity() + ": " + c.words())
                                                                .equals(reason))
                                        .findFirst();
                        require(plan.isPresent(), "nothing says " + reason);
                        plan.ifPresent(c ->
                                words(
                                        c.words().equals(reason) ? m.group(1) : c.entity(),
                                        c.words(),
                                        -1));
                    }
                });
        shape(
                "",
                "(.+) was measured at the time of the alert and is as usual\\.",
                m -> {
                    String about = known(m.group(1));
                    boolean values =
                            facts.snapshot().series(about).stream()
                                    .anyMatch(s ->
                                            SnapshotFacts.anyValue(
                                                    s, facts.from(), facts.until(), v -> true));
                    require(
                            values || !facts.snapshot().states(about).isEmpty(),
                            "it was not measured");
                    require(!isOff(about), "it is off: " + finding.symptoms().of(about));
                    require(
                            !finding.symptoms().normal().getOrDefault(about, List.of()).isEmpty()
                                    || !facts.snapshot().states(about).isEmpty(),
                            "it was not compared with anything usual");
                });
        shape("", "- " + TIME + " (.+)", m -> symptom(second(m.group(1)), m.group(2)));
        shape(
                "",
                "- (.+?): (.+ \\(usually .+\\))\\.",
                m -> {
                    deviation(known(m.group(1)), m.group(2));
                });
    }

    /** Reasons may hold semicolons of their own. */
    private List<String> split(String reasons) {
        return finding.symptoms().circumstances().stream().anyMatch(c -> c.words().equals(reasons))
                ? List.of(reasons)
                : Arrays.asList(reasons.split("; ", -1));
    }

    private void openAlarms(long said, boolean grave, long cleared) {
        require(said == alarmed(grave), "open alarms on " + open().size());
        long over =
                finding.storm().all().stream()
                        .filter(a -> a.complaint() != Complaint.OVER)
                        .filter(a -> facts.isOver(a, finding.storm()))
                        .count();
        require(cleared == over, "cleared are " + over);
    }

    private void inconclusive() {
        shape(
                "",
                "## Inconclusive",
                m -> require(finding.verdict().word().equals("inconclusive"), "verdict"));
        shape(
                "",
                "What was seen may be a fault or chance \\(log odds "
                        + NUM
                        + "\\)\\. If there is a fault, its cause is most probably one of the candidates below\\.",
                m -> require(Say.number(finding.odds()).equals(m.group(1)), "odds"));
        shape(
                "",
                "The data do not show whether something is wrong: the alert names nothing that is known here, and nothing else shows a fault\\.",
                m -> {
                    require(finding.alert().entities().isEmpty(), "it names some");
                    require(finding.hypotheses().isEmpty(), "there are candidates");
                });
        shape(
                "",
                "The data do not show whether something is wrong: there are no metrics of what it names at its time, and no alarms that a single failure would explain\\.",
                m -> {
                    require(finding.hypotheses().isEmpty(), "there are candidates");
                    finding.alert()
                            .entities()
                            .forEach(id ->
                                    require(!finding.health().covers(id), id + " has metrics"));
                });
        shape(
                "",
                "It cannot be told whether something is wrong: (.+)\\.",
                m -> {
                    String reason = m.group(1);
                    if (reason.startsWith(
                            "the alert names nothing that is known here, and nothing else")) {
                        require(finding.alert().entities().isEmpty(), "it names some");
                    } else if (reason.equals("what the alert names is not known here")) {
                        require(!finding.alert().unknown().isEmpty(), "it is known");
                    } else if (reason.startsWith("there is neither a past nor a limit")) {
                        require(
                                finding.alert().entities().stream()
                                        .allMatch(id ->
                                                finding.symptoms()
                                                        .normal()
                                                        .getOrDefault(id, List.of())
                                                        .isEmpty()),
                                "something was compared");
                    } else if (reason.contains(" is as usual, but not what it needs: ")) {
                        symptom(-1, reason.split(" is as usual, but not what it needs: ", 2)[1]);
                    } else if (!reason.equals("the data are not enough")) {
                        for (String one : reason.split("; ", -1)) {
                            missing(one);
                        }
                    }
                });
    }

    private void settling() {
        String section = "What would settle it";
        shape(
                section,
                "- The name of what is affected: an id, a name or a host that is known here\\.",
                m -> require(finding.alert().entities().isEmpty(), "the alert names some"));
        shape(
                section,
                "- Metrics, states or logs of (.+) (?:at|between) .+ UTC on .+\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                !finding.symptoms().measured().contains(id),
                                                id + " was measured")));
        shape(
                section,
                "- A look at (.+) itself, or its values after " + TIME + "\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                finding.alert().entities().contains(id),
                                                "the alert does not name " + id)));
    }

    private void missing(String said) {
        Matcher none = matcher("no data of (.+) at the time of the alert", said);
        if (none.matches()) {
            String id = known(none.group(1));
            require(!finding.symptoms().measured().contains(id), id + " was measured");
            long from = Math.min(finding.alert().start(), finding.alert().raised());
            require(
                    facts.snapshot().series(id).stream()
                            .noneMatch(s ->
                                    SnapshotFacts.anyValue(
                                            s, from, finding.alert().latest(), v -> true)),
                    "there are values");
        } else {
            symptom(-1, said);
        }
    }

    private void contradictions() {
        String section = "Where the alert and the data disagree";
        shape(
                section,
                "- The traffic of (.+) is unusual \\((.+)\\), which is not a fault by itself\\.",
                m -> deviation(known(m.group(1)), m.group(2)));
        shape(
                section,
                "- The alert is about (.+), but its (.+) is within its usual range\\.",
                m -> {
                    deviation(known(m.group(1)), m.group(2));
                });
        shape(
                section,
                "- (.+?)(?: is named in the alert, but)? is healthy: (.+), within the normal range\\.",
                m -> {
                    well(known(m.group(1)), m.group(2));
                    require(
                            facts.alarms(m.group(1)).noneMatch(this::isOpen),
                            "it has an open alarm");
                });
        shape(
                section,
                "- (.+?)(?: is named in the alert, but)? has normal metrics in spite of its alarm: (.+), within the normal range\\.",
                m -> {
                    well(known(m.group(1)), m.group(2));
                    require(
                            facts.alarms(m.group(1)).anyMatch(this::isOpen),
                            "it has no open alarm");
                });
        shape(
                section,
                "- (.*) was raised on (.+), but (.+), within the normal range\\.",
                m -> {
                    require(
                            facts.alarms(m.group(2)).anyMatch(a -> a.type().equals(m.group(1))),
                            "no such alarm");
                    well(known(m.group(2)), m.group(3));
                });
        shape(
                section,
                "- " + COUNT + " alarms? had cleared before the alert was raised\\.",
                m -> require(number(m.group(1)) == finding.storm().cleared(), "cleared"));
        shape(
                section,
                "- (.+) is abnormal \\((.+)\\), but nothing affected depends on it, or the impact started without it\\.",
                m -> deviation(known(m.group(1)), m.group(2)));
        shape(
                section,
                "- (.+) is named in the alert, but its failure would not explain the alarms and metrics\\.",
                m -> {
                    String id = known(m.group(1));
                    require(!id.equals(cause()), "it is the cause");
                });
        shape(
                section,
                "- The first alarms \\((.+)\\) predate the fault and are unrelated to it\\.",
                m ->
                        known(m, 1)
                                .forEach(id -> {
                                    require(!isReached(cause(), id), id + " depends on the cause");
                                    require(
                                            facts.alarms(id)
                                                    .anyMatch(a ->
                                                            a.time() < hypothesis(cause()).since()),
                                            id + " has no earlier alarm");
                                }));
    }

    private boolean isOpen(Alarm alarm) {
        return alarm.time() <= finding.alert().latest() && open().containsKey(alarm.entity());
    }

    private void well(String id, String said) {
        deviations(id, said);
        require(!isOff(id), id + " is off");
    }

    private void actions() {
        String section = "What to do first";
        shape(
                section,
                "Draft dispatch order \\(not sent\\): (.+) \\((.+?); on duty(?:, skilled \\((.+)\\))?(?:, (\\d+) km away at (.+))?\\) to (.+), urgency (.+)\\.",
                m -> {
                    Entity engineer =
                            facts.snapshot().fieldForce().orElseThrow().engineers().stream()
                                    .filter(e -> e.id().equals(m.group(2)))
                                    .findFirst()
                                    .orElseGet(() -> new Entity("", "", Map.of()));
                    require(
                            engineer.properties().containsValue(m.group(1))
                                    || engineer.id().equals(m.group(1)),
                            "no such engineer");
                    require(
                            m.group(3) == null || engineer.properties().containsValue(m.group(3)),
                            "skills");
                });
        shape(
                section,
                "\\d+\\. (.+?)( \\*\\(needs approval\\)\\*)?(?: \\(([^()]+)\\))?",
                m -> {
                    if (m.group(1)
                            .matches("Check .+ directly; no runbook covers this problem\\.")) {
                        return;
                    }
                    String step = m.group(1);
                    boolean said =
                            documents(Kind.RUNBOOKS).stream()
                                    .filter(d -> m.group(3) == null || d.id().equals(m.group(3)))
                                    .anyMatch(d ->
                                            d.text().contains(step)
                                                    || d.text()
                                                            .contains(
                                                                    step.replaceFirst(
                                                                            " \\([^()]+\\)$", "")));
                    require(said, "no runbook says so");
                });
        shape(
                "Similar incidents before",
                "- ([^,]+), (.+): (.+)\\.",
                m -> {
                    Document document =
                            documents(Kind.TICKETS).stream()
                                    .filter(d -> d.id().equals(m.group(1)))
                                    .findFirst()
                                    .orElse(null);
                    require(document != null, "no such ticket");
                    if (document != null) {
                        for (String reason : m.group(3).split("; ", -1)) {
                            reason(document, reason);
                        }
                    }
                });
    }

    private void reason(Document document, String reason) {
        Matcher named =
                matcher(
                        "(?:same entity|also concerns|names the same alarms:|mentions) (.+)",
                        reason);
        if (named.matches()) {
            for (String name : named.group(1).split(", ", -1)) {
                String text = document.text().toLowerCase(Locale.ROOT);
                String words = String.join(" ", dev.nocturne.environment.words.Words.of(name));
                require(
                        text.contains(name.toLowerCase(Locale.ROOT)) || text.contains(words),
                        document.id() + " does not name " + name);
            }
        } else {
            require(
                    reason.equals("dated the day of the incident")
                            || reason.equals("about alarms that were no fault"),
                    "unknown reason " + reason);
        }
    }

    private List<Document> documents(Kind kind) {
        return facts.snapshot().passages(kind).stream()
                .flatMap(p -> p.best().stream())
                .map(p -> p.document())
                .toList();
    }

    private void notChecked() {
        String section = "Not checked";
        shape(
                section,
                "- (E\\d+) is not complete: (.+)\\.",
                m ->
                        require(
                                facts.snapshot().parts().stream()
                                        .anyMatch(p ->
                                                p.evidence().equals(m.group(1))
                                                        && p.answer()
                                                                instanceof Answer.Partial<?> partial
                                                        && partial.missing().equals(m.group(2))),
                                "it is complete"));
        shape(
                section,
                "- The data hold no alarm stream; only the alarms in the alert itself were used\\.",
                m ->
                        require(
                                facts.snapshot().alarms().isEmpty()
                                        && facts.snapshot().overview().alarmedKinds().isEmpty(),
                                "there are alarms"));
        shape(
                section,
                "- No metric has both a history and a value at the time of the incident\\.",
                m ->
                        require(
                                finding.health().byEntity().isEmpty()
                                        && finding.symptoms().normal().isEmpty()
                                        && finding.symptoms().byEntity().values().stream()
                                                .flatMap(List::stream)
                                                .noneMatch(s -> s.kind() == Symptom.Kind.METRIC),
                                "some have"));
        shape(
                section,
                "- No metrics at the time of the incident for (.+)\\.",
                m ->
                        known(m, 1)
                                .forEach(id -> {
                                    require(!finding.health().covers(id), id + " has metrics");
                                    long from =
                                            Math.min(
                                                    finding.alert().start(),
                                                    finding.alert().raised());
                                    require(
                                            facts.snapshot().series(id).stream()
                                                    .noneMatch(s ->
                                                            SnapshotFacts.anyValue(
                                                                    s,
                                                                    from,
                                                                    finding.alert().latest(),
                                                                    v -> true)),
                                            id + " has values");
                                }));
        shape(
                section,
                "- (\\S.*) is not known in this environment(?:\\.|; it was taken for (.+)\\.|; did you mean (.+)\\?)",
                m -> {
                    require(!facts.topology().contains(m.group(1)), "it is known");
                    require(run.alert().contains(m.group(1)), "the alert does not say so");
                    require(m.group(2) == null || facts.topology().contains(m.group(2)), "unknown");
                });
        shape(
                section,
                "- (?:Several time zones are called .+|No time zone is written with .+|No day is written with .+|The day of .+ can be read in two ways; .+|The alert says a time but no day\\. .+)",
                m ->
                        require(
                                finding.alert().assumptions().contains(line.substring(2)),
                                "not assumed"));
        shape(
                section,
                "- No date and time was found in the alert; the most recent data were analysed \\(until "
                        + TIME
                        + "\\)\\.",
                m ->
                        require(
                                !finding.alert().dated()
                                        && second(m.group(1)) == finding.alert().raised() / 1000,
                                "dated"));
        shape(
                section,
                "- There were too many possible causes to compare all of them: the "
                        + COUNT
                        + " most promising of "
                        + COUNT
                        + " were compared\\.",
                m ->
                        require(
                                number(m.group(1)) == finding.compared().judged()
                                        && number(m.group(2)) == finding.compared().candidates(),
                                "compared"));
        shape(
                section,
                "- Only " + COUNT + " of the entities that depend on the cause were examined\\.",
                m ->
                        require(
                                number(m.group(1))
                                        == finding.hypotheses().getFirst().reach().touched().size(),
                                "examined"));
        shape(
                section,
                "- "
                        + COUNT
                        + " expected alarms? (?:is|are) missing; the data do not show whether they were lost or never raised\\.",
                m ->
                        require(
                                number(m.group(1)) == finding.hypotheses().getFirst().missing(),
                                "missing"));
        shape(
                section,
                "- (\\S+) could not answer \\((E\\d+)\\): (.+)",
                m ->
                        require(
                                diagnosis
                                        .path("evidence")
                                        .valueStream()
                                        .anyMatch(e ->
                                                e.path("id").asString().equals(m.group(2))
                                                        && e.path("finding")
                                                                .asString()
                                                                .equals("failed: " + m.group(3))),
                                "it answered"));
    }

    private void evidence() {
        shape(
                "Evidence",
                "- (E\\d+) (\\S+): (.*)",
                m -> {
                    String id = m.group(1);
                    cited = Set.of(id);
                    finding(id, m.group(3));
                });
    }

    private void finding(String id, String said) {
        if (said.startsWith("failed: ")) {
            return;
        }
        Part<?> part =
                facts.snapshot().parts().stream()
                        .filter(p -> p.evidence().equals(id))
                        .findFirst()
                        .orElse(null);
        String words = said;
        if (part != null && part.answer() instanceof Answer.Partial<?> partial) {
            String end = " Not complete: " + partial.missing() + ".";
            require(words.endsWith(end), "it does not say what is missing");
            words = words.replace(end, "");
        }
        new EvidenceCheck(finding, analysis, facts, this::require).check(part, words);
    }

    private void reasoning() {
        run.calls.forEach(call -> {
            String why = call.reasoning();
            if (why == null) {
                line = call.key();
                wrong("no reason is given");
            } else {
                sentence("reasoning", why);
            }
        });
    }

    /** Why a question was asked; the counts are of a time at which less was known. */
    private void reasons() {
        String why = "reasoning";
        String named = "(.+)";
        shape(
                why,
                "Everything else is asked about the entities and the time of the alert\\.",
                m -> {});
        shape(
                why,
                "The alert lists no alarms; alarms of other entities would show that the trouble is wider\\.",
                m -> require(finding.alert().alarms().isEmpty(), "it lists some"));
        shape(
                why,
                "The alert lists "
                        + COUNT
                        + " alarms?; the environment may have more, and earlier ones\\.",
                m ->
                        require(
                                number(m.group(1)) == finding.alert().alarms().size(),
                                "other alarms"));
        shape(
                why,
                "Nothing that is known is alarmed or named; any entity may be meant\\.",
                m ->
                        require(
                                finding.alert().entities().isEmpty()
                                        && facts.snapshot().alarms().isEmpty(),
                                "some are"));
        shape(
                why,
                "(?:One|"
                        + COUNT
                        + ") entit(?:y|ies) raised alarms in that time or (?:is|are) named; .+\\.",
                m -> {
                    Set<String> about = new HashSet<>(finding.alert().entities());
                    facts.snapshot().alarms().forEach(alarm -> about.add(alarm.entity()));
                    long said = m.group(1) == null ? 1 : number(m.group(1));
                    require(said == about.size(), "alarmed or named are " + about.size());
                });
        shape(
                why,
                "(?:(No|[\\d,]+) alarms? came; what|What) was changed or failed shortly before the alert may be its cause\\.",
                m -> {
                    if (m.group(1) != null) {
                        long said = m.group(1).equals("No") ? 0 : number(m.group(1));
                        require(said == facts.snapshot().alarms().size(), "other alarms came");
                    }
                });
        shape(
                why,
                "(?:"
                        + COUNT
                        + " of "
                        + COUNT
                        + " events? (?:is|are) about what the alert names; if|If) it failed, or something that it needs, a state should say so\\.",
                m -> {
                    if (m.group(1) != null) {
                        long about =
                                facts.snapshot().events().stream()
                                        .filter(e ->
                                                finding.alert().entities().contains(e.entity()))
                                        .count();
                        require(number(m.group(1)) == about, "about it are " + about);
                        require(
                                number(m.group(2)) == facts.snapshot().events().size(),
                                "other events");
                    }
                });
        shape(
                why,
                COUNT
                        + " entit(?:y has|ies have) open alarms; if one failure is behind them, metrics of what failed should be abnormal\\.",
                m ->
                        require(
                                number(m.group(1)) == finding.storm().counted().size(),
                                "open alarms"));
        shape(
                why,
                "The alert names nothing that is known; an abnormal metric may show what it means\\.",
                m -> require(finding.alert().entities().isEmpty(), "it names some"));
        shape(
                why,
                "The values of some entities begin too shortly before the alert to say what is usual; "
                        + COUNT
                        + " others? of the same kind may show it\\.",
                m -> {});
        shape(
                why,
                "If (.+) failed, or something needed for it, metrics should be abnormal\\.",
                m ->
                        known(m, 1)
                                .forEach(id ->
                                        require(
                                                isNamed(id)
                                                        || finding.alert()
                                                                .subject()
                                                                .filter(id::equals)
                                                                .isPresent(),
                                                id + " is not named")));
        for (String shape :
                List.of(
                        "If " + named + " failed, what depends on it should show it\\.",
                        named
                                + " is the most probable cause; (?:a runbook may say what to do|what depends on it decides the urgency)\\.",
                        "Earlier incidents like that of "
                                + named
                                + " show what the cause turned out to be and what fixed it\\.",
                        named + " may need a visit\\.")) {
            shape(why, shape, m -> known(m.group(1)));
        }
        shape(
                why,
                "No cause was found; a runbook may say what such an alert means\\.|Earlier alerts like this show what they turned out to be\\.",
                m -> require(!finding.verdict().word().equals("fault"), "there is a cause"));
        shape(
                why,
                COUNT
                        + " candidates? (?:is|are) left; what the failure of each would cause is compared with what was seen\\.",
                m -> require(number(m.group(1)) == finding.hypotheses().size(), "candidates"));
        shape(
                why,
                "The site needs a visit, and (.+) fits best: (.+)\\.",
                m -> require(run.text.toString().contains(m.group(1)), "another is sent"));
    }

    // ---- the diagnosis event

    /** Its sentences are those of the answer; its figures are those of the snapshot. */
    private void diagnosis() {
        line = "diagnosis";
        cited = Set.of();
        require(diagnosis.path("verdict").asString().equals(finding.verdict().word()), "verdict");
        String text = run.text.toString();
        for (String field : List.of("contradictions", "not_checked")) {
            diagnosis
                    .path(field)
                    .forEach(one ->
                            require(
                                    text.contains(one.asString()),
                                    field + " not in the answer: " + one));
        }
        diagnosis
                .path("evidence")
                .forEach(e ->
                        require(
                                text.contains(
                                        e.path("id").asString()
                                                + " "
                                                + e.path("agent").asString()
                                                + ": "
                                                + e.path("finding").asString()),
                                "evidence not in the answer: " + e));
        diagnosis
                .path("propagation")
                .forEach(edge ->
                        require(
                                facts.needs(
                                        edge.path("to").asString(), edge.path("from").asString()),
                                "nothing leads from "
                                        + edge.path("from")
                                        + " to "
                                        + edge.path("to")));
        for (JsonNode cause : diagnosis.path("root_causes")) {
            line = "diagnosis: " + cause;
            String id = known(cause.path("entity").asString());
            label(id, cause.path("label").asString());
            require(
                    Say.iso(hypothesis(id).since()).equals(cause.path("since").asString()),
                    "since");
        }
        for (JsonNode one : diagnosis.path("affected")) {
            line = "diagnosis: " + one;
            String id = known(one.path("entity").asString());
            label(id, one.path("label").asString());
            affected(id, "");
            if (one.path("observed").asBoolean()) {
                require(
                        isOff(id)
                                || isAlarmed(id)
                                || finding.symptoms().of(id).stream()
                                        .anyMatch(s -> s.isGoingOn(finding.alert().latest()))
                                || facts.alarms(id)
                                        .anyMatch(a -> a.complaint() == Complaint.AT_RISK),
                        id + " shows nothing");
            }
        }
        line = "diagnosis: impact";
        JsonNode impact = diagnosis.path("impact");
        if (impact.path("entities").asInt() <= 150) {
            require(
                    impact.path("entities").asInt() == diagnosis.path("affected").size(),
                    "entities");
        }
        for (JsonNode match : diagnosis.path("runbooks")) {
            line = "diagnosis: " + match;
            Document document =
                    documents(Kind.RUNBOOKS).stream()
                            .filter(d -> d.id().equals(match.path("id").asString()))
                            .findFirst()
                            .orElse(null);
            require(document != null, "no such runbook");
            if (document != null) {
                for (String reason : match.path("why").asString().split("; ", -1)) {
                    reason(document, reason);
                }
            }
        }
    }
}
