package dev.nocturne.investigator.followup;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of single entities: how they are, what they are, what they need. */
final class EntityReplies {
    private static final int MAX = 20;
    private static final int MAX_SUPPORTERS = 2_000;

    private final Facts facts;

    EntityReplies(Facts facts) {
        this.facts = facts;
    }

    /** Whether an entity has to do with the incident, and how it is. */
    String involved(String entity) {
        int number = facts.graph().number(entity).orElse(-1);
        if (number < 0) {
            return entity + " is not among what was looked at.";
        }
        if (isNoPart(entity)) {
            return describe(entity);
        }
        Role role = role(entity, number);
        String alarms = alarms(entity);
        return (role.answer().isEmpty() ? "" : role.answer() + ": ")
                + role.why()
                + (alarms.isEmpty() ? " " : " " + alarms + " ")
                + state(entity);
    }

    /** How an entity is, and whether that has to do with the incident. */
    String well(String entity) {
        int number = facts.graph().number(entity).orElse(-1);
        if (number < 0 || isNoPart(entity)) {
            return describe(entity);
        }
        String alarms = alarms(entity);
        return (isSilent(entity) ? "I cannot answer that from measurements of its own. " : "")
                + entity
                + ": "
                + state(entity)
                + (isWell(entity) ? " So it is well as far as it was measured." : "")
                + (alarms.isEmpty() ? " " : " " + alarms + " ")
                + role(entity, number).why();
    }

    private boolean isWell(String entity) {
        return !isSilent(entity)
                && !fails(entity)
                && facts.finding().health().of(entity).stream().noneMatch(Deviation::drifting);
    }

    /** Whether nothing of it was measured or said for the diagnosis. */
    boolean isSilent(String entity) {
        return !facts.finding().symptoms().measured().contains(entity)
                && !facts.finding().health().covers(entity)
                && facts.symptoms(entity).isEmpty();
    }

    /** What an entity has to do with the incident, as a sentence. */
    String part(String entity) {
        return facts.graph().number(entity).stream()
                .mapToObj(number -> role(entity, number).why())
                .findFirst()
                .orElse("");
    }

    /** People, papers and depots neither fail nor suffer. */
    private boolean isNoPart(String entity) {
        String label = facts.label(entity);
        return KindWords.people(label) || KindWords.paper(label) || KindWords.base(label);
    }

    /**
     * What an entity has to do with the incident.
     *
     * @param answer yes or no; empty where neither is known
     */
    private record Role(String answer, String why) {}

    private Role role(String entity, int number) {
        List<String> causes = facts.causes();
        if (causes.isEmpty()) {
            return facts.finding().verdict() == Verdict.NO_FAULT
                    ? new Role("", "No fault was found, so " + entity + " is not involved in one.")
                    : new Role(
                            "",
                            "It is not known whether there is a fault, so the part of "
                                    + entity
                                    + " is not known either.");
        }
        if (causes.getFirst().equals(entity)) {
            return new Role("Yes", entity + " is the root cause.");
        }
        if (causes.contains(entity)) {
            return oneOfSeveral(entity, causes.size());
        }
        if (facts.failed().contains(entity)) {
            return new Role("Yes", causes.getFirst() + ", which belongs to it, is the root cause.");
        }
        Optional<Impact.Affected> affected =
                facts.analysis().impact().affected().stream()
                        .filter(a -> a.entity() == number)
                        .findFirst();
        Hypothesis first = facts.first().orElseThrow();
        Reach.Touched touched = first.reach().touched().get(number);
        Optional<Circumstance> planned = planned(entity);
        if (planned.isPresent()) {
            return new Role(
                    "Not by this, as far as is known",
                    entity
                            + " is in planned work: "
                            + facts.time(planned.get().time())
                            + " "
                            + planned.get().words()
                            + ".");
        }
        if (affected.isPresent() && !affected.get().observed() && !fails(entity)) {
            return new Role(
                    "Not seen",
                    entity
                            + " is "
                            + affected.get().effect().word().replace('_', ' ')
                            + " if it depends on "
                            + (touched == null
                                    ? causes.getFirst()
                                    : facts.graph().id(touched.via()))
                            + " as the topology says, but nothing of its own shows it.");
        }
        if (affected.isPresent()) {
            return new Role(
                    "Yes, it is affected",
                    entity
                            + " is "
                            + affected.get().effect().word().replace('_', ' ')
                            + (touched == null
                                    ? "."
                                    : " because it depends on "
                                            + facts.graph().id(touched.via())
                                            + "."));
        }
        if (touched != null) {
            return new Role(
                    "Probably not affected",
                    entity
                            + " depends on "
                            + facts.graph().id(touched.via())
                            + ", but neither alarms nor metrics show that it is affected.");
        }
        if (facts.graph().supportersOf(List.of(first.entity()), MAX_SUPPORTERS).contains(number)) {
            return new Role(
                    "Not as the cause that was found",
                    causes.getFirst()
                            + " depends on "
                            + entity
                            + ", but what was seen begins at "
                            + causes.getFirst()
                            + ".");
        }
        if (facts.subject().filter(entity::equals).isPresent()) {
            return new Role(
                    "",
                    "The alert is about "
                            + entity
                            + "; the topology does not say how it depends on "
                            + causes.getFirst()
                            + ".");
        }
        boolean seen =
                facts.finding().symptoms().measured().contains(entity)
                        || facts.finding().health().covers(entity)
                        || !alarms(entity).isEmpty();
        if (fails(entity) && facts.doubt().isPresent()) {
            return new Role(
                    "Not certain",
                    entity
                            + " is not as usual, and the cause that was found, "
                            + causes.getFirst()
                            + ", is only "
                            + Say.percent(facts.confidence(causes.getFirst()))
                            + " sure; the topology does not connect the two.");
        }
        return new Role(
                seen ? "No" : "Not as far as is known",
                entity + " does not depend on " + causes.getFirst() + ", nor the other way round.");
    }

    /** Of several causes the later ones are often only something else that was wrong then. */
    private Role oneOfSeveral(String entity, int causes) {
        boolean over =
                !facts.symptoms(entity).isEmpty()
                        && facts.symptoms(entity).stream()
                                .allMatch(s -> s.until() <= facts.latest());
        boolean sure = facts.confidence(entity) >= Facts.SURE && !over;
        return new Role(
                sure || !over ? "Yes" : "Possibly not",
                entity
                        + " is one of "
                        + causes
                        + " causes"
                        + (sure
                                ? "."
                                : " that are possible ("
                                        + Say.percent(facts.confidence(entity))
                                        + " sure"
                                        + (over ? ", and what was wrong with it is over" : "")
                                        + ")."));
    }

    /** Work on it that was meant to go on at the time of the alert. */
    private Optional<Circumstance> planned(String entity) {
        return facts.finding().symptoms().circumstances().stream()
                .filter(c -> c.kind() == Circumstance.Kind.PLANNED && c.entity().equals(entity))
                .filter(c -> c.time() <= facts.latest() && c.until() >= facts.latest())
                .findFirst();
    }

    private boolean fails(String entity) {
        return !facts.symptoms(entity).isEmpty()
                || !facts.finding().health().failing(entity).isEmpty();
    }

    private String alarms(String entity) {
        if (!facts.finding().speaking() || facts.finding().method() == Finding.Method.SYMPTOMS) {
            return "";
        }
        List<Alarm> alarms =
                facts.finding().storm().all().stream()
                        .filter(a -> a.entity().equals(entity))
                        .toList();
        return alarms.isEmpty()
                ? "It raised no alarm at the time of the incident."
                : "It raised "
                        + Say.count(alarms.size(), "alarm", "alarms")
                        + ", the first one "
                        + alarms.getFirst().type()
                        + " at "
                        + facts.time(alarms.getFirst().time())
                        + ".";
    }

    /** What is wrong with it, or the metrics that are as usual. */
    String state(String entity) {
        List<String> wrong = new ArrayList<>();
        facts.finding().health().failing(entity).stream().map(Say::deviation).forEach(wrong::add);
        if (wrong.isEmpty()) {
            facts.symptoms(entity).stream().map(this::words).forEach(wrong::add);
        }
        if (!wrong.isEmpty()) {
            return "What is wrong with it: " + Say.list(wrong, 3) + ".";
        }
        List<String> normal =
                facts.finding().symptoms().normal().getOrDefault(entity, List.of()).stream()
                        .map(Say::deviation)
                        .toList();
        if (normal.isEmpty()) {
            normal =
                    facts.finding().health().of(entity).stream()
                            .filter(d -> !d.drifting())
                            .map(Say::deviation)
                            .toList();
        }
        if (!normal.isEmpty()) {
            return "Its measurements are as usual: " + Say.list(normal, 2) + ".";
        }
        List<Deviation> drifting =
                facts.finding().health().of(entity).stream().filter(Deviation::drifting).toList();
        if (!drifting.isEmpty()) {
            return "It drifts: "
                    + Say.list(drifting.stream().map(Say::deviation).toList(), 3)
                    + ".";
        }
        return facts.finding().symptoms().measured().contains(entity)
                ? "It was measured and nothing is wrong with it."
                : "Nothing of it was measured at the time.";
    }

    private String words(Symptom symptom) {
        return symptom.words()
                + (symptom.until() <= facts.latest()
                        ? " (over at " + facts.time(symptom.until()) + ")"
                        : "");
    }

    /** How the entities of kinds are: which are wrong, which are well, which are not measured. */
    String ofKinds(List<String> kinds) {
        return of(
                kinds.stream()
                        .flatMap(kind -> facts.topology().entities(kind).stream())
                        .map(Entity::id)
                        .toList());
    }

    /** The same of those that have a neighbour in common with one, and are of its kind. */
    Optional<String> beside(List<String> entities, List<String> kinds) {
        Set<String> beside = new LinkedHashSet<>();
        for (String entity : entities) {
            if (kinds.contains(facts.label(entity))) {
                for (Relation relation : facts.topology().relations(entity, Direction.BOTH)) {
                    String shared = relation.otherEnd(entity);
                    facts.topology().relations(shared, Direction.BOTH).stream()
                            .filter(r -> r.label().equals(relation.label()))
                            .map(r -> r.otherEnd(shared))
                            .filter(other -> facts.label(other).equals(facts.label(entity)))
                            .forEach(beside::add);
                }
            }
        }
        beside.removeAll(entities);
        return beside.isEmpty() ? Optional.empty() : Optional.of(of(List.copyOf(beside)));
    }

    private String of(List<String> entities) {
        List<String> wrong = new ArrayList<>();
        List<String> well = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String id : entities) {
            boolean isMeasured =
                    facts.finding().symptoms().measured().contains(id)
                            || facts.finding().health().covers(id);
            (fails(id) ? wrong : isMeasured ? well : unknown).add(id);
        }
        List<String> lines = new ArrayList<>();
        wrong.stream().limit(MAX).forEach(id -> lines.add("- " + id + ": " + state(id)));
        if (!well.isEmpty()) {
            lines.add("- as usual: " + Say.list(well, 12));
        }
        if (!unknown.isEmpty()) {
            lines.add("- not measured: " + Say.list(unknown, 12));
        }
        return Say.count(wrong.size(), "is", "are")
                + " not as usual, of "
                + entities.size()
                + " of that kind:\n"
                + String.join("\n", lines);
    }

    /** What kind of thing an entity is, and what the data say of it. */
    String describe(String entity) {
        Optional<Entity> known = facts.topology().entity(entity);
        if (known.isEmpty()) {
            return "The data say nothing more of " + entity + ".";
        }
        List<String> properties = new ArrayList<>();
        known.get()
                .properties()
                .forEach((name, value) -> {
                    if (!value.toString().equals(entity)) {
                        properties.add(name + " " + value);
                    }
                });
        List<String> needs = facts.needs(entity);
        List<String> needy = facts.neededBy(entity);
        return entity
                + ("aeiou".indexOf(words(known.get().label()).charAt(0)) < 0 ? " is a " : " is an ")
                + words(known.get().label())
                + (properties.isEmpty() ? "" : ": " + String.join(", ", properties))
                + "."
                + (needs.isEmpty() ? "" : " It needs " + Say.list(needs, 6) + ".")
                + (needy.isEmpty() ? "" : " On it depend " + Say.list(needy, 6) + ".");
    }

    static String words(String label) {
        return String.join(" ", dev.nocturne.environment.words.Words.of(label));
    }

    /** A relation as a sentence: {@code inventory runs on host-04}. */
    static String said(Relation relation) {
        return relation.source()
                + " "
                + relation.label().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " "
                + relation.target();
    }

    /** Properties of an entity whose names have one of the words. */
    static String properties(Entity entity, Set<String> wanted) {
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
            boolean isWanted =
                    wanted.isEmpty()
                            || dev.nocturne.environment.words.Words.of(property.getKey()).stream()
                                    .anyMatch(wanted::contains);
            if (isWanted && !property.getValue().toString().equals(entity.id())) {
                said.add(property.getKey() + " " + property.getValue());
            }
        }
        return String.join(", ", said);
    }
}
