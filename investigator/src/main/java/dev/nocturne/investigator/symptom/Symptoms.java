package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.dependency.Watchers;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything the snapshot shows to be wrong, and what may explain it.
 *
 * @param byEntity the symptoms of each entity, the strongest first
 * @param circumstances changes, plans and recoveries, oldest first
 * @param measured entities with values or known states in the window
 * @param well entities with a good state, or a value that is as usual or as its owner wants it
 * @param normal metrics that were compared and are as usual, by entity
 * @param pace usual time between two values of a series, milliseconds; 0 where there are none
 */
public record Symptoms(
        Map<String, List<Symptom>> byEntity,
        List<Circumstance> circumstances,
        Set<String> measured,
        Set<String> well,
        Map<String, List<Deviation>> normal,
        long pace) {

    /** What happened to an entity whose state is good is over after so long. */
    private static final long AFTERWARDS = 30 * 60_000L;

    /** An older reset of a counter explains nothing any more. */
    private static final long RESET_BEFORE = 2 * 3_600_000L;

    /**
     * Reads a snapshot.
     *
     * @param alarms what monitoring and the alert list
     * @param window what is looked at
     * @param windowOf the same for the measurements of a series, which are at intervals
     */
    public static Symptoms of(
            Snapshot snapshot,
            Metrics metrics,
            List<Alarm> alarms,
            Window window,
            Function<Series, Window> windowOf) {
        MetricChecks checks = new MetricChecks(metrics, snapshot.overview().metrics(), windowOf);
        metrics.entities().forEach(checks::check);
        StateReader states = new StateReader(window);
        for (Entity entity : snapshot.topology().entities()) {
            for (StateSeries series : snapshot.states(entity.id())) {
                states.read(series);
            }
        }
        EventReader events = new EventReader(window);
        events.read(snapshot.events());
        events.readAlarms(alarms);
        List<Symptom> all = new ArrayList<>(checks.symptoms());
        all.addAll(states.symptoms());
        Set<String> bad = new LinkedHashSet<>();
        states.symptoms().stream()
                .filter(s -> s.isGoingOn(window.until()))
                .forEach(s -> bad.add(s.entity()));
        for (Symptom symptom : events.symptoms()) {
            boolean well =
                    states.well().contains(symptom.entity()) && !bad.contains(symptom.entity());
            all.add(well ? symptom.endingBy(symptom.since() + AFTERWARDS) : symptom);
        }
        Map<String, List<String>> watched = Watchers.watched(snapshot.topology());
        all.addAll(shown(all, watched));
        Map<String, List<Symptom>> byEntity = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparingDouble(s -> -s.strengthAt(window.from())))
                .forEach(s -> byEntity.computeIfAbsent(s.entity(), e -> new ArrayList<>()).add(s));
        List<Circumstance> circumstances = new ArrayList<>(states.circumstances());
        circumstances.addAll(events.circumstances());
        for (String entity : metrics.entities()) {
            metrics.of(entity)
                    .forEach(s -> Settings.change(s, window.until()).ifPresent(circumstances::add));
        }
        for (Series counter : metrics.counters()) {
            for (long reset : Counters.resets(counter)) {
                if (reset < window.from() - RESET_BEFORE || reset > window.until()) {
                    continue;
                }
                circumstances.add(
                        new Circumstance(
                                counter.entity(),
                                Circumstance.Kind.PLANNED,
                                reset,
                                reset,
                                counter.metric() + " was reset at " + Say.dateTime(reset),
                                false));
            }
        }
        checks.seasonal()
                .forEach((entity, said) ->
                        said.forEach(words ->
                                circumstances.add(
                                        new Circumstance(
                                                entity,
                                                Circumstance.Kind.USUAL,
                                                window.from(),
                                                Long.MAX_VALUE,
                                                words,
                                                false))));
        circumstances.sort(Comparator.comparingLong(Circumstance::time));
        Set<String> measured = new LinkedHashSet<>(checks.measured());
        measured.addAll(states.well());
        states.symptoms().forEach(s -> measured.add(s.entity()));
        Set<String> well = new LinkedHashSet<>(checks.inRange());
        well.addAll(checks.normal().keySet());
        well.addAll(states.well());
        return new Symptoms(
                byEntity, circumstances, measured, well, checks.normal(), metrics.pace());
    }

    /** What sound watchers show of the things that they watch. */
    private static List<Symptom> shown(List<Symptom> all, Map<String, List<String>> watched) {
        Set<String> broken = new LinkedHashSet<>();
        all.stream()
                .filter(s -> s.kind() == Symptom.Kind.STATE || s.kind() == Symptom.Kind.SILENT)
                .forEach(s -> broken.add(s.entity()));
        List<Symptom> shown = new ArrayList<>();
        for (Symptom symptom : all) {
            boolean isReading =
                    switch (symptom.kind()) {
                        case METRIC, RANGE, LIMIT, PEER, ALARM -> true;
                        case STALLED, SILENT, STATE, FLAPPING, EVENT -> false;
                    };
            if (isReading && !broken.contains(symptom.entity())) {
                watched.getOrDefault(symptom.entity(), List.of())
                        .forEach(thing -> shown.add(symptom.shownOf(thing)));
            }
        }
        return shown;
    }

    /** Entities with a metric that could be compared with its past. */
    public Set<String> compared() {
        Set<String> compared = new LinkedHashSet<>(normal.keySet());
        byEntity.forEach((entity, all) -> {
            if (all.stream().anyMatch(s -> s.kind() == Symptom.Kind.METRIC)) {
                compared.add(entity);
            }
        });
        return compared;
    }

    public List<Symptom> of(String entity) {
        return byEntity.getOrDefault(entity, List.of());
    }

    /** What explains something about an entity, the newest first. */
    public List<Circumstance> circumstances(String entity, Circumstance.Kind kind) {
        return circumstances.reversed().stream()
                .filter(c -> c.kind() == kind && c.entity().equals(entity))
                .toList();
    }
}
