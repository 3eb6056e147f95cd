package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** What the alert is about, when that began, and since when something is wrong with others. */
final class Trouble {
    /** Clocks and intervals of measurement differ by so much. */
    private static final long TOLERANCE = 6 * 60_000L;

    /** ... where values come often, by so many of them, and by so much at least. */
    private static final int PACES = 6;

    private static final long LEAST_TOLERANCE = 60_000;

    /** What began this long before the trouble can have brought it about by itself. */
    static final long JUST_BEFORE = 2 * 3_600_000L;

    private static final long DAY = 24 * 3_600_000L;

    /** Weaker symptoms do not date the trouble. */
    private static final double SHOWN = 0.3;

    private static final int MAX_NEEDED = 2_000;

    private final Symptoms symptoms;
    private final Alert alert;
    private final Set<String> about;
    private final long tolerance;
    private final long onset;

    Trouble(DependencyGraph graph, Symptoms symptoms, Alert alert, Collection<String> about) {
        this.symptoms = symptoms;
        this.alert = alert;
        this.about = new LinkedHashSet<>(about);
        this.tolerance =
                symptoms.pace() == 0
                        ? TOLERANCE
                        : Math.clamp(PACES * symptoms.pace(), LEAST_TOLERANCE, TOLERANCE);
        this.onset = onsetOf(graph);
    }

    /** What differs by less began at the same time. */
    long tolerance() {
        return tolerance;
    }

    /** When it began. */
    long onset() {
        return onset;
    }

    /**
     * When the trouble began: with the first symptom that goes on of what the alert is about; if
     * that is not measured, of what it needs, within the last day.
     */
    private long onsetOf(DependencyGraph graph) {
        OptionalLong own = about.stream().flatMapToLong(this::begins).min();
        boolean isSeen = about.stream().anyMatch(symptoms.measured()::contains);
        if (own.isPresent() || isSeen) {
            return own.orElse(alert.start());
        }
        Set<Integer> starts = new LinkedHashSet<>();
        about.forEach(id -> graph.number(id).ifPresent(starts::add));
        return graph.supportersOf(starts, MAX_NEEDED).stream()
                .flatMapToLong(number -> begins(graph.id(number)))
                .filter(since -> since >= alert.start() - DAY)
                .min()
                .orElse(alert.start());
    }

    /** When what is wrong with the entity, and goes on, began. */
    private LongStream begins(String entity) {
        return symptoms.of(entity).stream()
                .filter(symptom -> symptom.isGoingOn(alert.latest()))
                .filter(symptom -> symptom.strengthAt(alert.start()) >= SHOWN)
                .mapToLong(Symptom::since)
                .filter(since -> since <= alert.latest());
    }

    /**
     * Since when something is wrong with an entity that may have brought this about; {@code now} if
     * nothing is.
     */
    long since(String entity, long now) {
        List<Symptom> own =
                symptoms.of(entity).stream()
                        .filter(s -> s.until() >= now - tolerance)
                        .filter(s -> s.since() <= alert.latest())
                        .filter(s -> s.strengthAt(Math.min(now, alert.start())) >= SHOWN)
                        .toList();
        List<Symptom> recent = own.stream().filter(s -> !isLongBefore(s, now)).toList();
        return (recent.isEmpty() ? own : recent)
                .stream().mapToLong(Symptom::since).min().orElse(now);
    }

    /** Whether it is a figure or a state that has been so for long {@code now}. */
    boolean isLongBefore(Symptom symptom, long now) {
        return isLasting(symptom)
                && symptom.since() < now - DAY
                && !about.contains(symptom.entity());
    }

    private static boolean isLasting(Symptom symptom) {
        return switch (symptom.kind()) {
            case METRIC, PEER, RANGE, STALLED, STATE -> true;
            case LIMIT, SILENT, FLAPPING, EVENT, ALARM -> false;
        };
    }

    /** Whether it was changed so shortly before that the change alone may have done it. */
    boolean isJustChanged(String entity) {
        return symptoms.circumstances(entity, Circumstance.Kind.CHANGE).stream()
                .anyMatch(c -> c.time() <= onset + tolerance && c.time() >= onset - JUST_BEFORE);
    }
}
