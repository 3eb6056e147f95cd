package dev.nocturne.investigator.cause;

import dev.nocturne.environment.names.EntityNames;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is named in the symptoms of others: "exceeded quota X", "waits for Y". */
final class Blame {
    private final Topology topology;
    private final Symptoms symptoms;
    private final Alert alert;
    private final long since;
    private final Set<String> saidInAlert;

    /**
     * What was said from {@code since} up to the alert and still holds counts, but not what the
     * alert says: "X looks normal" names X too.
     */
    Blame(Topology topology, Symptoms symptoms, Alert alert, long since) {
        this.topology = topology;
        this.symptoms = symptoms;
        this.alert = alert;
        this.since = since;
        this.saidInAlert =
                alert.alarms().stream()
                        .map(alarm -> (alarm.type() + " " + alarm.text()).strip())
                        .collect(Collectors.toSet());
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
                .filter(s -> s.isGoingOn(alert.latest()) && s.since() >= since)
                .map(Symptom::words)
                .filter(words -> !saidInAlert.contains(words))
                .toList();
    }

    private static boolean isPartOf(String part, String whole) {
        return part.startsWith(whole) || whole.startsWith(part);
    }
}
