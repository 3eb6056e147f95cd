package dev.nocturne.investigator.cause;

import dev.nocturne.environment.names.EntityNames;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is named in the symptoms of others: "exceeded quota X", "waits for Y". */
final class Blame {
    private final Topology topology;
    private final Symptoms symptoms;
    private final long now;

    /** What was said and still holds {@code now} counts. */
    Blame(Topology topology, Symptoms symptoms, long now) {
        this.topology = topology;
        this.symptoms = symptoms;
        this.now = now;
    }

    /** Those of the entities that another one's symptoms name. */
    Set<String> named(Set<String> around) {
        EntityNames names = new EntityNames(entities(around));
        return around.stream()
                .flatMap(entity ->
                        saidOf(entity).stream()
                                .flatMap(words -> names.in(words).stream())
                                .filter(named -> !named.equals(entity) && !isPartOf(named, entity)))
                .collect(Collectors.toSet());
    }

    /** Whether the entity's own words name one of the others. */
    boolean isOnOthers(String entity, Set<String> others) {
        List<String> said = saidOf(entity);
        if (said.isEmpty()) {
            return false;
        }
        EntityNames names =
                new EntityNames(
                        entities(others).stream()
                                .filter(e -> !e.id().equals(entity) && !isPartOf(e.id(), entity))
                                .toList());
        return said.stream().anyMatch(words -> !names.in(words).isEmpty());
    }

    private List<Entity> entities(Set<String> ids) {
        return ids.stream().flatMap(id -> topology.entity(id).stream()).toList();
    }

    /** What events and alarms that have not ended say of the entity. */
    private List<String> saidOf(String entity) {
        return symptoms.of(entity).stream()
                .filter(s -> s.kind() == Symptom.Kind.EVENT || s.kind() == Symptom.Kind.ALARM)
                .filter(s -> s.isGoingOn(now))
                .map(Symptom::words)
                .toList();
    }

    private static boolean isPartOf(String part, String whole) {
        return part.startsWith(whole) || whole.startsWith(part);
    }
}
