package dev.nocturne.investigator.action;

import dev.nocturne.environment.FieldForce;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses a field engineer from the pack's roster: on duty, with skills that fit, from the nearest
 * depot. Only for a cause that stands somewhere on the map, and only when it is fairly sure.
 */
public final class Dispatcher {
    /** Nobody is sent on a guess. */
    private static final double SURE = 0.5;

    private final Topology topology;
    private final FieldForce people;
    private final Shifts shifts;

    public Dispatcher(Snapshot snapshot) {
        this.topology = snapshot.topology();
        this.shifts = new Shifts(snapshot.overview().zone());
        this.people = snapshot.fieldForce().orElse(new FieldForce(List.of(), List.of()));
    }

    /** Nobody when the pack has no roster, the cause no place, or nobody is on duty. */
    public Optional<Dispatch> choose(Finding finding, Impact impact, List<Match> runbooks) {
        if (finding.verdict() != Verdict.FAULT
                || finding.hypotheses().isEmpty()
                || people.engineers().isEmpty()) {
            return Optional.empty();
        }
        Hypothesis cause = finding.hypotheses().getFirst();
        if (cause.confidence() < SURE) {
            return Optional.empty();
        }
        return send(finding.graph().entity(cause.entity()), finding, impact, runbooks);
    }

    /**
     * Whom to send to an entity somebody else chose; nobody when it has no place on the map, or
     * nobody is on duty.
     */
    public Optional<Dispatch> send(
            Entity entity, Finding finding, Impact impact, List<Match> runbooks) {
        List<Entity> sensors = sensors(entity.id(), finding);
        Optional<Place> place = place(entity, sensors);
        return place.flatMap(p ->
                engineer(entity, p, finding, runbooks)
                        .map(e -> order(e, entity, p, sensors, impact, finding)));
    }

    /** What watches the entity, the one that is off first. */
    private List<Entity> sensors(String id, Finding finding) {
        List<Entity> sensors = new ArrayList<>();
        for (Relation relation : topology.relations(id, Direction.BOTH)) {
            topology.entity(relation.otherEnd(id))
                    .filter(e -> KindWords.watcher(e.label()))
                    .ifPresent(sensors::add);
        }
        sensors.sort(Comparator.comparingInt(s -> finding.health().fails(s.id()) ? 0 : 1));
        return sensors;
    }

    private Optional<Place> place(Entity entity, List<Entity> sensors) {
        Optional<Place> own = Place.of(entity);
        if (own.isPresent()) {
            return own;
        }
        for (Entity sensor : sensors) {
            Optional<Place> place = Place.of(sensor);
            if (place.isPresent()) {
                return place;
            }
        }
        for (Relation relation : topology.relations(entity.id(), Direction.BOTH)) {
            Optional<Place> place =
                    topology.entity(relation.otherEnd(entity.id()))
                            .filter(e -> !KindWords.people(e.label()) && !KindWords.base(e.label()))
                            .flatMap(Place::of);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private record Candidate(
            Entity engineer, Optional<Entity> depot, int skills, double kilometres) {}

    private Optional<Candidate> engineer(
            Entity cause, Place place, Finding finding, List<Match> runbooks) {
        Instant at = Instant.ofEpochMilli(finding.alert().raised());
        Set<String> wanted = new HashSet<>(Words.of(cause.label()));
        for (Match runbook : runbooks) {
            wanted.addAll(Words.of(runbook.title()));
            wanted.addAll(Words.of(runbook.passage().text()));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Entity engineer : people.engineers()) {
            if (shifts.onDuty(engineer, at)) {
                Optional<Entity> depot = depot(engineer);
                double far =
                        depot.flatMap(Place::of).map(place::kilometresTo).orElse(Double.MAX_VALUE);
                candidates.add(new Candidate(engineer, depot, skills(engineer, wanted), far));
            }
        }
        return candidates.stream()
                .min(
                        Comparator.comparingInt((Candidate c) -> -Math.min(1, c.skills))
                                .thenComparingDouble(Candidate::kilometres)
                                .thenComparingInt(c -> -c.skills)
                                .thenComparing(c -> c.engineer.id()));
    }

    private Optional<Entity> depot(Entity engineer) {
        Set<String> depots = new HashSet<>();
        people.depots().forEach(d -> depots.add(d.id()));
        return engineer.properties().values().stream()
                .filter(v -> v instanceof String s && depots.contains(s))
                .findFirst()
                .flatMap(v -> people.depots().stream().filter(d -> d.id().equals(v)).findFirst());
    }

    /** Trades have stems: splicing and splice are one. */
    private static int skills(Entity engineer, Set<String> wanted) {
        int count = 0;
        for (Map.Entry<String, Object> property : engineer.properties().entrySet()) {
            if (!property.getKey().toLowerCase(Locale.ROOT).contains("skill")) {
                continue;
            }
            for (String skill : Words.of(property.getValue().toString())) {
                count += wanted.stream().anyMatch(w -> stem(w).equals(stem(skill))) ? 1 : 0;
            }
        }
        return count;
    }

    private static String stem(String word) {
        return word.length() > 5 ? word.substring(0, 5) : word;
    }

    private static Dispatch order(
            Candidate chosen,
            Entity cause,
            Place place,
            List<Entity> sensors,
            Impact impact,
            Finding finding) {
        boolean down =
                impact.affected().stream().anyMatch(a -> a.offer() && a.effect() == Effect.DOWN);
        boolean degraded =
                impact.affected().stream()
                        .anyMatch(a -> a.offer() && a.effect() == Effect.DEGRADED);
        String urgency = down ? "CRITICAL" : degraded ? "HIGH" : "STANDARD";
        String name = text(chosen.engineer, "Name", chosen.engineer.id());
        String since = Say.dateTime(since(cause, finding));
        String depot = chosen.depot.map(Entity::id).orElse("");
        String reason =
                "on duty"
                        + (chosen.skills > 0
                                ? ", skilled (" + text(chosen.engineer, "Skills", "") + ")"
                                : "")
                        + (depot.isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", %.0f km away at %s",
                                        chosen.kilometres,
                                        depot));
        String body =
                String.format(
                        Locale.ROOT,
                        "Cause: %s (%s), since %s.%nGo to: %s, %.5f %.5f.%nServices down or degraded: %d.%n",
                        cause.id(),
                        cause.label(),
                        since,
                        place.description(),
                        place.latitude(),
                        place.longitude(),
                        impact.services());
        return new Dispatch(
                chosen.engineer.id(),
                name,
                text(chosen.engineer, "Email", ""),
                text(chosen.engineer, "Phone", ""),
                depot,
                place.description(),
                place.latitude(),
                place.longitude(),
                urgency,
                sensors.stream().map(Entity::id).toList(),
                reason,
                urgency + ": " + cause.id() + " at " + place.description(),
                body);
    }

    /** When it began as far as the data tell, else the time of the alert. */
    private static long since(Entity cause, Finding finding) {
        return finding.hypotheses().stream()
                .filter(h -> finding.graph().id(h.entity()).equals(cause.id()))
                .findFirst()
                .map(Hypothesis::since)
                .orElseGet(() -> finding.alert().raised());
    }

    private static String text(Entity entity, String word, String otherwise) {
        for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
            if (property.getKey().equalsIgnoreCase(word)
                    || Words.of(property.getKey()).contains(word.toLowerCase(Locale.ROOT))) {
                return property.getValue().toString();
            }
        }
        return otherwise;
    }
}
