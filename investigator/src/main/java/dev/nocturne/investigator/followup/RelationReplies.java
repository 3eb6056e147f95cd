package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What needs what, what is placed where, and which entities there are. */
final class RelationReplies {
    private static final int MAX = 20;
    private static final int MAX_SUPPORTERS = 2_000;

    private final Facts facts;

    RelationReplies(Facts facts) {
        this.facts = facts;
    }

    /** What it runs on and needs, its parts included, as far as it is of a kind that is asked. */
    String needs(Question question) {
        List<String> about = facts.meant(question.entities());
        if (question.entities().size() == 2) {
            return between(about.getFirst(), about.getLast());
        }
        List<String> lines = relations(about, question.kinds(), Direction.OUT);
        if (lines.isEmpty() && !question.kinds().isEmpty()) {
            lines = relations(about, List.of(), Direction.OUT);
        }
        return lines.isEmpty()
                ? Say.list(about, 3) + " needs nothing that the topology knows."
                : String.join("\n", lines.stream().limit(MAX).toList());
    }

    /** Whether one needs the other, however far. */
    private String between(String one, String other) {
        boolean forth = facts.needs(one, other);
        boolean back = facts.needs(other, one);
        return !forth && !back
                ? "In the topology neither of " + one + " and " + other + " needs the other."
                : forth
                        ? "Yes: " + one + " needs " + other + "."
                        : "The other way round: " + other + " needs " + one + ".";
    }

    /** What is placed where, whichever way round the question means it. */
    String placement(Question question) {
        List<String> about = facts.meant(question.entities());
        List<String> lines = new ArrayList<>(relations(about, question.kinds(), Direction.OUT));
        lines.addAll(relations(about, question.kinds(), Direction.IN));
        if (lines.isEmpty()) {
            lines.addAll(relations(about, List.of(), Direction.OUT));
            lines.addAll(relations(about, List.of(), Direction.IN));
        }
        return lines.isEmpty()
                ? "The topology does not say what "
                        + Say.list(about, 3)
                        + " runs on, nor what runs on it."
                : String.join("\n", lines.stream().distinct().limit(MAX).toList());
    }

    private List<String> relations(List<String> about, List<String> kinds, Direction direction) {
        List<String> lines = new ArrayList<>();
        for (String entity : about) {
            List<String> all =
                    direction == Direction.OUT ? facts.withParts(entity) : List.of(entity);
            for (String part : all) {
                for (Relation relation : facts.topology().relations(part, direction)) {
                    String other = relation.otherEnd(part);
                    boolean wanted =
                            kinds.isEmpty()
                                    || kinds.contains(facts.label(other))
                                    || (!part.equals(entity)
                                            && kinds.contains(facts.label(part))
                                            && kinds.size() == 1);
                    if (wanted && !other.equals(entity)) {
                        lines.add("- " + EntityReplies.said(relation));
                    }
                }
            }
        }
        return lines;
    }

    String dependents(Question question) {
        List<String> lines = new ArrayList<>();
        for (String entity : facts.meant(question.entities())) {
            List<String> needy = facts.neededBy(entity);
            List<String> wanted =
                    needy.stream()
                            .filter(n ->
                                    question.kinds().isEmpty()
                                            || question.kinds().contains(facts.label(n)))
                            .toList();
            List<String> told = wanted.isEmpty() ? needy : wanted;
            lines.add(
                    told.isEmpty()
                            ? "Nothing depends on " + entity + " in the topology."
                            : Say.list(told, 12)
                                    + (told.size() == 1 ? " depends" : " depend")
                                    + " directly on "
                                    + entity
                                    + farther(entity, told)
                                    + ".");
        }
        return String.join("\n", lines);
    }

    /** What else depends on it through others. */
    private String farther(String entity, List<String> direct) {
        int number = facts.graph().number(entity).orElseThrow();
        Set<String> farther = new LinkedHashSet<>();
        facts.graph()
                .reach(number, MAX_SUPPORTERS)
                .touched()
                .keySet()
                .forEach(n -> farther.add(facts.graph().id(n)));
        farther.remove(entity);
        direct.forEach(farther::remove);
        return farther.isEmpty() ? "" : "; through them also " + Say.list(List.copyOf(farther), 8);
    }

    /** Entities of the kinds that a question names. */
    String inventory(Question question) {
        List<String> lines = new ArrayList<>();
        for (String kind : question.kinds()) {
            List<String> ids = facts.topology().entities(kind).stream().map(Entity::id).toList();
            lines.add(
                    EntityReplies.words(kind) + ": " + ids.size() + " (" + Say.list(ids, 30) + ")");
        }
        if (lines.isEmpty()) {
            lines.add("Kinds of entities that are known here, and how many of each:");
            for (String kind : facts.topology().entityLabels()) {
                lines.add(
                        EntityReplies.words(kind) + ": " + facts.topology().entities(kind).size());
            }
        }
        return String.join("\n- ", lines);
    }
}
