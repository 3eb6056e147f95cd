package dev.nocturne.investigator.report;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts findings that rest on symptoms of any kind into words: what the data say, with their time.
 */
final class SymptomText {
    private static final int MAX_SYMPTOMS = 5;
    private static final int MAX_OTHERS = 8;

    private final Case report;
    private final Finding finding;
    private final Symptoms symptoms;
    private final DependencyGraph graph;

    SymptomText(Case report) {
        this.report = report;
        this.finding = report.analysis().finding();
        this.symptoms = finding.symptoms();
        this.graph = finding.graph();
    }

    /** What speaks for a cause. */
    List<String> why(Hypothesis cause) {
        String id = graph.id(cause.entity());
        List<String> lines = new ArrayList<>();
        symptoms.circumstances(id, Circumstance.Kind.CHANGE).stream()
                .filter(c -> c.time() <= finding.alert().latest())
                .limit(2)
                .forEach(c ->
                        lines.add(
                                "- Changed before: "
                                        + at(c.time())
                                        + id
                                        + ": "
                                        + c.words()
                                        + report.cite(Topic.EVENTS)
                                        + "."));
        for (Symptom symptom : first(id, MAX_SYMPTOMS)) {
            lines.add("- " + sentence(symptom));
        }
        sibling(id).ifPresent(lines::add);
        Set<String> others = new LinkedHashSet<>();
        for (int entity : cause.reach().touched().keySet()) {
            String other = graph.id(entity);
            if (!other.equals(id) && !first(other, 1).isEmpty()) {
                others.add(other);
            }
        }
        others.stream()
                .limit(MAX_OTHERS)
                .forEach(other -> lines.add("- " + sentence(first(other, 1).getFirst())));
        return lines.stream().distinct().toList();
    }

    /** Another sensor at the same thing that is well: the difference points to the sensor. */
    private Optional<String> sibling(String id) {
        Topology topology = report.analysis().snapshot().topology();
        String label = topology.entity(id).map(Entity::label).orElse("");
        if (!KindWords.watcher(label)) {
            return Optional.empty();
        }
        for (Relation relation : topology.relations(id, Direction.BOTH)) {
            String thing = relation.otherEnd(id);
            for (Relation other : topology.relations(thing, Direction.BOTH)) {
                String sensor = other.otherEnd(thing);
                List<Deviation> normal = symptoms.normal().getOrDefault(sensor, List.of());
                boolean comparable =
                        other.label().equals(relation.label())
                                && !sensor.equals(id)
                                && symptoms.of(sensor).isEmpty();
                if (comparable && !normal.isEmpty()) {
                    return Optional.of(
                            "- "
                                    + sensor
                                    + " at the same "
                                    + thing
                                    + " is as usual: "
                                    + Say.deviation(normal.getFirst())
                                    + report.cite(Topic.METRICS)
                                    + ".");
                }
            }
        }
        return Optional.empty();
    }

    /** One line for an entity that may be the cause as well. */
    String alternative(Hypothesis other, String name) {
        List<Symptom> own = first(graph.id(other.entity()), 1);
        return "- "
                + name
                + ", "
                + graph.label(other.entity())
                + ", "
                + Say.percent(other.confidence())
                + (own.isEmpty() ? "" : ": " + own.getFirst().words())
                + report.cite(Topic.CAUSE)
                + ".";
    }

    /** Why there is no fault. */
    List<String> noFault(String about) {
        List<String> lines = new ArrayList<>();
        if (!finding.reason().isEmpty()) {
            lines.add(
                    "What the alert says of "
                            + about
                            + " is explained: "
                            + finding.reason()
                            + report.cite(Topic.EVENTS, Topic.STATES, Topic.ALARMS)
                            + ".");
        } else {
            lines.add(
                    about
                            + " was measured at the time of the alert and is as usual"
                            + report.cite(Topic.METRICS, Topic.STATES)
                            + ".");
        }
        lines.add("");
        List<Deviation> normal = symptoms.normal().getOrDefault(about, List.of());
        normal.stream()
                .sorted(Comparator.comparing(Deviation::metric))
                .limit(MAX_SYMPTOMS)
                .forEach(d ->
                        lines.add(
                                "- "
                                        + d.entity()
                                        + ": "
                                        + Say.deviation(d)
                                        + report.cite(Topic.METRICS)
                                        + "."));
        symptoms.circumstances().stream()
                .filter(c -> c.entity().equals(about))
                .filter(c -> c.time() <= finding.alert().latest())
                .sorted(Comparator.comparingLong(Circumstance::time).reversed())
                .limit(MAX_SYMPTOMS)
                .forEach(c ->
                        lines.add(
                                "- "
                                        + at(c.time())
                                        + about
                                        + ": "
                                        + c.words()
                                        + report.cite(Topic.EVENTS)
                                        + "."));
        return lines.stream().distinct().toList();
    }

    /** What is missing, and what was seen all the same. */
    List<String> inconclusive() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "It cannot be told whether something is wrong: "
                        + (finding.reason().isEmpty()
                                ? "the data are not enough"
                                : finding.reason())
                        + report.cite(Topic.METRICS, Topic.STATES, Topic.SUBJECT)
                        + ".");
        lines.add("");
        for (String entity : finding.alert().entities().stream().limit(MAX_OTHERS).toList()) {
            symptoms.circumstances().stream()
                    .filter(c -> c.entity().equals(entity))
                    .limit(2)
                    .forEach(c ->
                            lines.add(
                                    "- "
                                            + at(c.time())
                                            + entity
                                            + ": "
                                            + c.words()
                                            + report.cite(Topic.EVENTS)
                                            + "."));
            first(entity, 2).forEach(s -> lines.add("- " + sentence(s)));
            report.analysis().snapshot().events().reversed().stream()
                    .filter(e -> e.entity().equals(entity))
                    .filter(e -> e.time() <= finding.alert().latest())
                    .limit(2)
                    .forEach(e ->
                            lines.add(
                                    "- "
                                            + at(e.time())
                                            + entity
                                            + ": "
                                            + e.text()
                                            + report.cite(Topic.EVENTS)
                                            + "."));
        }
        return lines.stream().distinct().toList();
    }

    private List<Symptom> first(String entity, int most) {
        Set<String> said = new HashSet<>();
        return symptoms.of(entity).stream()
                .filter(s -> s.since() <= finding.alert().latest())
                .filter(s -> s.until() >= finding.alert().start())
                .filter(s -> said.add(s.words()))
                .limit(most)
                .toList();
    }

    private String sentence(Symptom symptom) {
        String evidence =
                switch (symptom.kind()) {
                    case METRIC, RANGE, LIMIT, PEER, STALLED, SILENT -> report.cite(Topic.METRICS);
                    case STATE, FLAPPING -> report.cite(Topic.STATES);
                    case EVENT -> report.cite(Topic.EVENTS);
                    case ALARM -> report.cite(Topic.ALARMS);
                };
        return at(symptom.since()) + symptom.entity() + ": " + symptom.words() + evidence + ".";
    }

    private String at(long time) {
        return Say.time(time, finding.alert().raised()) + " ";
    }
}
