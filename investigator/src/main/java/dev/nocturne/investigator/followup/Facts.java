package dev.nocturne.investigator.followup;

import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What the session knows, as follow-ups need it. */
final class Facts {
    private static final int MAX_SUPPORTERS = 2_000;

    /** A burst may have begun before the first line that was pasted. */
    static final long SHORTLY = 120_000;

    private static final int CANDIDATES = 5;

    private final Analysis analysis;
    private final Names names;

    Facts(Analysis analysis) {
        this.analysis = analysis;
        this.names = new Names(analysis.graph());
    }

    Analysis analysis() {
        return analysis;
    }

    Finding finding() {
        return analysis.finding();
    }

    DependencyGraph graph() {
        return analysis.graph();
    }

    Topology topology() {
        return analysis.snapshot().topology();
    }

    /** The causes of the faults that were found, the first the surest. */
    List<String> causes() {
        return finding().verdict() == Verdict.FAULT
                ? finding().hypotheses().stream()
                        .limit(finding().faults())
                        .map(h -> graph().id(h.entity()))
                        .toList()
                : List.of();
    }

    Optional<Hypothesis> first() {
        return finding().verdict() == Verdict.FAULT
                ? finding().hypotheses().stream().findFirst()
                : Optional.empty();
    }

    /** The causes, their parts, and what they are parts of. */
    Set<String> failed() {
        Set<String> failed = new LinkedHashSet<>();
        causes().forEach(cause -> failed.addAll(withKin(cause)));
        return failed;
    }

    /** What the alert is about; a storm is about nothing in particular. */
    Optional<String> subject() {
        Optional<String> said = finding().alert().subject();
        boolean storm = finding().method() == Finding.Method.ALARMS && !causes().isEmpty();
        return said.isPresent() || storm ? said : finding().alert().entities().stream().findFirst();
    }

    /** What a question means that names nothing: the cause, else what the alert is about. */
    List<String> meant(List<String> entities) {
        if (!entities.isEmpty()) {
            return entities;
        }
        List<String> causes = causes();
        return causes.isEmpty() ? subject().stream().toList() : causes;
    }

    /** Entities that matter in this session: causes, what is affected, what the alert names. */
    List<String> near() {
        Set<String> near = new LinkedHashSet<>(causes());
        analysis.impact().affected().forEach(a -> near.add(graph().id(a.entity())));
        near.addAll(finding().alert().entities());
        finding().hypotheses().stream()
                .limit(CANDIDATES)
                .forEach(h -> near.add(graph().id(h.entity())));
        near.addAll(finding().symptoms().byEntity().keySet());
        near.addAll(finding().symptoms().measured());
        return List.copyOf(near);
    }

    /** The entity and its parts: the pods of a workload, the cells of a site. */
    List<String> withParts(String entity) {
        List<String> all = new ArrayList<>(List.of(entity));
        String label = topology().entity(entity).map(Entity::label).orElse("");
        for (Relation relation : topology().relations(entity, Direction.IN)) {
            boolean part = isPart(relation);
            String other = relation.source();
            String kind = topology().entity(other).map(Entity::label).orElse("");
            if (part && !kind.equals(label)) {
                all.add(other);
            }
        }
        return all;
    }

    /** The entity, its parts, and what it is a part of. */
    List<String> withKin(String entity) {
        List<String> all = new ArrayList<>(withParts(entity));
        for (Relation relation : topology().relations(entity, Direction.OUT)) {
            if (isPart(relation) && !label(relation.target()).equals(label(entity))) {
                all.add(relation.target());
            }
        }
        return all;
    }

    private static boolean isPart(Relation relation) {
        return Words.of(relation.label()).stream()
                .anyMatch(w -> w.equals("owned") || w.equals("of") || w.equals("part"));
    }

    /** What is directly related to it, of another kind. */
    List<String> neighbours(String entity) {
        return topology().relations(entity, Direction.BOTH).stream()
                .map(relation -> relation.otherEnd(entity))
                .filter(other -> !label(other).equals(label(entity)))
                .distinct()
                .toList();
    }

    /** What measures an entity. */
    List<String> watchers(String entity) {
        return topology().relations(entity, Direction.BOTH).stream()
                .map(relation -> relation.otherEnd(entity))
                .filter(other -> KindWords.watcher(label(other)))
                .toList();
    }

    List<Occurrence> events(List<String> entities) {
        return analysis.snapshot().events().stream()
                .filter(e -> entities.contains(e.entity()))
                .toList();
    }

    /** Words of what was written of entities. */
    Set<String> saidOf(List<String> entities) {
        Set<String> said = new LinkedHashSet<>();
        if (!entities.isEmpty()) {
            events(entities).forEach(e -> said.addAll(Tokens.of(e.text())));
            alarms(entities).forEach(a -> said.addAll(Tokens.of(a.text())));
        }
        return said;
    }

    List<Alarm> alarms(List<String> entities) {
        return analysis.snapshot().alarms().stream()
                .filter(a -> entities.isEmpty() || entities.contains(a.entity()))
                .toList();
    }

    /** The symptoms of an entity at the time of the alert. */
    List<Symptom> symptoms(String entity) {
        // An alarm of the data may also stand in the alert.
        Set<String> seen = new HashSet<>();
        return finding().symptoms().of(entity).stream()
                .filter(s -> s.since() <= finding().alert().latest())
                .filter(s -> s.until() >= finding().alert().start())
                .filter(s -> !isOld(s))
                .filter(s -> seen.add(s.kind() + " " + s.since() / 1_000))
                .toList();
    }

    /** Where metrics or a storm decide, single alarms from before are noise. */
    private boolean isOld(Symptom symptom) {
        boolean said = symptom.kind() == Symptom.Kind.ALARM || symptom.kind() == Symptom.Kind.EVENT;
        return said
                && finding().method() != Finding.Method.SYMPTOMS
                && symptom.since() < finding().window().from() - SHORTLY;
    }

    /** Words of the names of everything that is measured. */
    Set<String> metricWords() {
        Set<String> words = new LinkedHashSet<>();
        for (MetricInfo metric : analysis.snapshot().overview().metrics()) {
            words.addAll(Words.of(metric.metric()));
            words.add(metric.metric().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** What people call an entity, and its id. */
    String name(String id) {
        return names.of(id);
    }

    /** The last moment that the alert is about. */
    long latest() {
        return finding().alert().latest();
    }

    /** Below this a cause is a candidate, not a fact. */
    static final double SURE = 0.5;

    /** How sure the diagnosis is of a cause; nothing where it is none. */
    double confidence(String cause) {
        return finding().hypotheses().stream()
                .limit(causes().size())
                .filter(h -> graph().id(h.entity()).equals(cause))
                .mapToDouble(Hypothesis::confidence)
                .findFirst()
                .orElse(0);
    }

    /** That the cause is not certain, where it is not. */
    Optional<String> doubt() {
        return first().filter(h -> h.confidence() < SURE)
                .map(h ->
                        "The cause is not certain ("
                                + Say.percent(h.confidence())
                                + " sure of "
                                + graph().id(h.entity())
                                + ").");
    }

    /** When the surest fault began. */
    OptionalLong onset() {
        return first().map(h -> OptionalLong.of(h.since())).orElse(OptionalLong.empty());
    }

    /** The entities that directly need an entity. */
    List<String> neededBy(String entity) {
        OptionalInt number = graph().number(entity);
        return number.isEmpty()
                ? List.of()
                : graph().neededBy(number.getAsInt()).stream()
                        .map(need -> graph().id(need.needy()))
                        .distinct()
                        .toList();
    }

    /** The entities that an entity directly needs. */
    List<String> needs(String entity) {
        OptionalInt number = graph().number(entity);
        return number.isEmpty()
                ? List.of()
                : graph().needs(number.getAsInt()).stream()
                        .map(need -> graph().id(need.needed()))
                        .distinct()
                        .toList();
    }

    /** Whether an entity needs another one, however far. */
    boolean needs(String needy, String needed) {
        OptionalInt from = graph().number(needy);
        OptionalInt to = graph().number(needed);
        return from.isPresent()
                && to.isPresent()
                && graph().supportersOf(List.of(from.getAsInt()), MAX_SUPPORTERS)
                        .contains(to.getAsInt());
    }

    String label(String entity) {
        return topology().entity(entity).map(Entity::label).orElse("");
    }

    /** The last change of an entity, or of a part of it, before the end of the alert. */
    Optional<Circumstance> lastChange(String entity) {
        List<String> all = withKin(entity);
        return finding().symptoms().circumstances().reversed().stream()
                .filter(c -> c.kind() == Circumstance.Kind.CHANGE && !c.byAlarm())
                .filter(c -> c.time() <= latest() && all.contains(c.entity()))
                .findFirst();
    }

    String time(long millis) {
        return Say.time(millis, finding().alert().raised());
    }

    /** Tickets that were found for the diagnosis, the best first. */
    List<Document> tickets() {
        return Written.documents(Kind.TICKETS, analysis().snapshot());
    }
}
