package dev.nocturne.investigator.gather;

import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.alert.AlertReader;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Vicinity;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.symptom.Past;
import dev.nocturne.investigator.wording.Say;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to ask to find the cause: first what the alert is about, then its alarms, its surroundings,
 * the values of what may have failed, and the values of what that would affect.
 */
public final class TelemetryQuestions implements NextQuestion {
    /** Alarms of one answer. A storm with more adds nothing to a diagnosis. */
    private static final int MAX_ALARMS = 20_000;

    /** Entities of one answer about relations; of larger environments the nearest. */
    private static final int MAX_ENTITIES = 20_000;

    /** Entities whose values are asked for at once: what some seconds are enough for. */
    private static final int MAX_MEASURED = 2_000;

    /** Values of one answer: 16 bytes each in memory, some 6 in the log. */
    private static final int MAX_VALUES = 400_000;

    /** So much past shows what is usual; a storm has too many entities to ask for more. */
    private static final long PAST_OF_STORM = 7 * 24 * 3_600_000L;

    private static final int MAX_PEERS = 100;
    private static final int MAX_EVENTS = 5_000;
    private static final int MAX_STATES = 500;

    /** A change that matters may be days old. */
    private static final long PAST_OF_EVENTS = 14 * 24 * 3_600_000L;

    /** What raised alarms hours before may be what failed. */
    private static final long PAST_OF_ALARMS = 24 * 3_600_000L;

    private static final long PAST_OF_STATES = 24 * 3_600_000L;

    private static final long PAST_OF_UNDATED = 3 * 24 * 3_600_000L;

    /** How far from what the alert names states are asked for. */
    private static final double FAR = 4;

    private final String text;
    private final Analyst analyst;

    public TelemetryQuestions(String text, Analyst analyst) {
        this.text = text;
        this.analyst = analyst;
    }

    @Override
    public Optional<Inquiry<?>> after(Snapshot known) {
        if (!known.hasAsked(Question.Overview.class)) {
            return Optional.of(
                    new Inquiry<>(
                            Topic.SUBJECT,
                            new Question.Overview(AlertReader.nameable(text)),
                            "What does the alert name, and what can be asked about it?",
                            "Everything else is asked about the entities and the time of the alert."));
        }
        Alert alert = analyst.read(text, known);
        if (!known.hasAsked(Question.Alarms.class) && !known.overview().alarmedKinds().isEmpty()) {
            return Optional.of(alarms(alert, known.overview().live()));
        }
        if (!known.hasAsked(Question.Surroundings.class) && known.overview().entities() > 0) {
            return Optional.of(surroundings(alert, known));
        }
        if (!known.hasAsked(Question.Events.class) && !known.overview().events().isEmpty()) {
            return Optional.of(events(alert, known));
        }
        if (!known.hasAsked(Question.States.class) && !known.overview().states().isEmpty()) {
            return Optional.of(states(alert, known));
        }
        return known.overview().metrics().isEmpty() ? Optional.empty() : values(alert, known);
    }

    private static Inquiry<?> events(Alert alert, Snapshot known) {
        Window window = new Window(alert.start() - PAST_OF_EVENTS, alert.latest());
        return new Inquiry<>(
                Topic.EVENTS,
                new Question.Events(Selection.of(Set.of(), window, MAX_EVENTS)),
                "What happened or was changed "
                        + Say.isoBetween(window.from(), window.until())
                        + "?",
                Reasons.events(known));
    }

    private Inquiry<?> states(Alert alert, Snapshot known) {
        long past = alert.dated() ? PAST_OF_STATES : PAST_OF_UNDATED;
        Window window = new Window(alert.start() - past, alert.latest());
        Set<String> around =
                known.overview().entities() <= MAX_STATES
                        ? Set.of()
                        : new LinkedHashSet<>(
                                new Vicinity(known.topology(), analyst.graph(known))
                                        .around(
                                                List.copyOf(CauseFinder.starts(alert)),
                                                FAR,
                                                MAX_STATES)
                                        .keySet());
        return new Inquiry<>(
                Topic.STATES,
                new Question.States(Selection.of(around, window, MAX_EVENTS)),
                "In which states are what the alert names and what is near it?",
                Reasons.states(alert, known));
    }

    private static Inquiry<?> alarms(Alert alert, boolean live) {
        Window storm = CauseFinder.stormWindow(alert);
        // An alert without a day may be about trouble of the last days.
        boolean isDayKnown = alert.dayTold() || (alert.dated() && live);
        long past = isDayKnown ? PAST_OF_ALARMS : PAST_OF_UNDATED;
        Window window = new Window(storm.from() - past, storm.until());
        return new Inquiry<>(
                Topic.ALARMS,
                new Question.Alarms(Selection.of(Set.of(), window, MAX_ALARMS)),
                "Which alarms were raised "
                        + (isDayKnown
                                ? Say.isoBetween(window.from(), window.until())
                                : "since " + Say.iso(window.from()))
                        + "?",
                Reasons.alarms(alert));
    }

    private static Inquiry<?> surroundings(Alert alert, Snapshot known) {
        Set<String> around = new LinkedHashSet<>(CauseFinder.starts(alert));
        around.addAll(alert.entities());
        known.alarms().forEach(alarm -> around.add(alarm.entity()));
        return new Inquiry<>(
                Topic.SURROUNDINGS,
                new Question.Surroundings(around, MAX_ENTITIES),
                "What do the alarmed or named entities depend on?",
                Reasons.surroundings(around));
    }

    private Optional<Inquiry<?>> values(Alert alert, Snapshot known) {
        CauseFinder finder = new CauseFinder(known, analyst.graph(known));
        Storm storm = finder.storm(alert);
        if (!known.hasAsked(Question.Measurements.class)) {
            Set<String> wanted =
                    CauseFinder.isStorm(alert, storm)
                            ? ofStorm(storm, known)
                            : ofSubject(alert, known);
            return wanted.isEmpty() && known.overview().entities() > MAX_MEASURED
                    ? Optional.empty()
                    : Optional.of(
                            measurements(
                                    wanted,
                                    CauseFinder.isStorm(alert, storm) && !CauseFinder.isFew(storm)
                                            ? storm.window().from() - PAST_OF_STORM
                                            : Long.MIN_VALUE,
                                    alert,
                                    known.overview(),
                                    CauseFinder.isStorm(alert, storm)
                                            ? Reasons.ofStorm(storm)
                                            : Reasons.ofSubject(CauseFinder.starts(alert))));
        }
        Set<String> peers = peersOfNew(alert, known);
        if (!peers.isEmpty()) {
            return Optional.of(
                    measurements(
                            peers,
                            Long.MIN_VALUE,
                            alert,
                            known.overview(),
                            Reasons.peers(peers.size())));
        }
        Analysis analysis = analyst.analyse(text, known);
        Set<String> more = ofReach(analysis, known);
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        measurements(
                                more,
                                Long.MIN_VALUE,
                                alert,
                                known.overview(),
                                Reasons.reach(
                                        analysis.graph()
                                                .id(
                                                        analysis.finding()
                                                                .hypotheses()
                                                                .getFirst()
                                                                .entity()))));
    }

    private static Inquiry<?> measurements(
            Set<String> entities,
            long from,
            Alert alert,
            EnvironmentOverview overview,
            String why) {
        // What was measured after the alert shows whether it goes on; the analysis looks at the
        // measurement that the alert falls into. A live source says itself how far back shows what
        // is usual, and asked again gives nothing that came later.
        Window window =
                overview.live()
                        ? new Window(
                                Long.MIN_VALUE,
                                Math.min(
                                        alert.latest() + SHORTLY_AFTER,
                                        overview.now().toEpochMilli()))
                        : new Window(from, alert.latest() + AFTER);
        return new Inquiry<>(
                Topic.METRICS,
                new Question.Measurements(Selection.of(entities, window, MAX_VALUES)),
                "Which metrics left their usual range "
                        + Say.isoBetween(alert.start(), alert.latest())
                        + "?",
                why);
    }

    /** Longest interval between measurements. */
    private static final long AFTER = 3_600_000;

    /** Longest interval between measurements of what is watched live. */
    private static final long SHORTLY_AFTER = 5 * 60_000L;

    /** All of a small environment; of a large one what is alarmed and what that needs. */
    private Set<String> ofStorm(Storm storm, Snapshot known) {
        if (known.overview().entities() <= MAX_MEASURED) {
            return Set.of();
        }
        return supporters(storm.counted().keySet(), known);
    }

    private Set<String> ofSubject(Alert alert, Snapshot known) {
        Set<String> starts = CauseFinder.starts(alert);
        if (starts.isEmpty()) {
            return Set.of();
        }
        Set<String> wanted = supporters(starts, known);
        wanted.addAll(
                new Vicinity(known.topology(), analyst.graph(known))
                        .around(List.copyOf(starts), FAR, MAX_STATES)
                        .keySet());
        return wanted;
    }

    private Set<String> supporters(Set<String> starts, Snapshot known) {
        DependencyGraph graph = analyst.graph(known);
        Set<Integer> numbers = new LinkedHashSet<>();
        starts.forEach(id -> graph.number(id).ifPresent(numbers::add));
        Set<String> ids = new LinkedHashSet<>();
        graph.supportersOf(numbers, MAX_MEASURED).forEach(n -> ids.add(graph.id(n)));
        return ids;
    }

    /** Others of the kinds of which the values begin shortly before the alert. */
    private static Set<String> peersOfNew(Alert alert, Snapshot known) {
        Set<String> kinds = new LinkedHashSet<>();
        for (String entity : known.entitiesWithValues()) {
            boolean young =
                    known.series(entity).stream()
                            .anyMatch(s -> s.size() > 0 && Past.isYoung(s, alert.start()));
            if (young) {
                known.topology().entity(entity).ifPresent(e -> kinds.add(e.label()));
            }
        }
        Set<String> peers = new LinkedHashSet<>();
        for (String kind : kinds) {
            known.topology().entities(kind).stream()
                    .map(Entity::id)
                    .filter(id -> !known.askedSeries(id))
                    .limit(MAX_PEERS)
                    .forEach(peers::add);
        }
        return peers;
    }

    private static Set<String> ofReach(Analysis analysis, Snapshot known) {
        Set<String> ids = new LinkedHashSet<>();
        if (analysis.finding().verdict() != Verdict.NO_FAULT) {
            analysis.finding().hypotheses().stream()
                    .limit(1)
                    .forEach(h ->
                            h.reach().touched().keySet().stream()
                                    .map(analysis.graph()::id)
                                    .filter(id -> !known.askedSeries(id))
                                    .limit(MAX_MEASURED)
                                    .forEach(ids::add));
        }
        return ids;
    }
}
