package dev.nocturne.investigator.impact;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.KindWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The service level agreements of a pack: who is governed by which, and what a breach costs. */
final class Agreements {
    /** A text of so many words may say what is owed. */
    private static final int SENTENCE = 4;

    private final Map<String, List<Entity>> byEntity = new HashMap<>();
    private final Map<String, List<Entity>> inWords = new HashMap<>();
    private final Topology topology;
    private final Set<String> kinds = new HashSet<>();
    private String currency = "";

    Agreements(Topology topology) {
        this.topology = topology;
        for (Relation relation : topology.relations()) {
            Entity source = topology.entity(relation.source()).orElseThrow();
            Entity target = topology.entity(relation.target()).orElseThrow();
            link(source, target);
            link(target, source);
        }
        for (Entity entity : topology.entities()) {
            if (KindWords.paper(entity.label())) {
                byReference(topology, entity);
            }
        }
    }

    private void byReference(Topology topology, Entity paper) {
        for (Object value : paper.properties().values()) {
            if (value instanceof String id && !id.equals(paper.id())) {
                topology.entity(id).ifPresent(governed -> link(paper, governed));
            }
        }
    }

    private void link(Entity paper, Entity governed) {
        if (!KindWords.paper(paper.label()) || KindWords.paper(governed.label())) {
            return;
        }
        if (number(paper, "penalty") == 0) {
            if (!words(paper).isEmpty()) {
                inWords.computeIfAbsent(governed.id(), id -> new ArrayList<>(1)).add(paper);
            }
            return;
        }
        List<Entity> papers = byEntity.computeIfAbsent(governed.id(), id -> new ArrayList<>(1));
        if (!papers.contains(paper)) {
            papers.add(paper);
        }
        kinds.add(governed.label());
        paper.properties()
                .forEach((name, value) -> {
                    if (currency.isEmpty() && Words.of(name).contains("currency")) {
                        currency = value.toString();
                    }
                });
    }

    /** The longest text of a paper; empty if it has none with a sentence. */
    private static String words(Entity paper) {
        return paper.properties().values().stream()
                .map(Object::toString)
                .filter(text -> text.split("\\s+", -1).length >= SENTENCE)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /**
     * What agreements say in words of an entity, or of who buys it: nothing is computed from it.
     */
    List<Impact.Clause> clauses(String entity) {
        List<Impact.Clause> clauses = new ArrayList<>();
        Set<String> concerned = new LinkedHashSet<>(List.of(entity));
        for (Relation relation : topology.relations(entity, Direction.BOTH)) {
            topology.entity(relation.otherEnd(entity))
                    .filter(e -> KindWords.buyer(e.label()))
                    .ifPresent(e -> concerned.add(e.id()));
        }
        for (String one : concerned) {
            for (Entity paper : inWords.getOrDefault(one, List.of())) {
                clauses.add(new Impact.Clause(paper.id(), one, words(paper)));
            }
        }
        return clauses;
    }

    /** Whether there is one that says a penalty in figures. */
    boolean any() {
        return !byEntity.isEmpty();
    }

    /** Whether there is a document that may be one. */
    boolean papers() {
        return topology.entities().stream().anyMatch(e -> KindWords.paper(e.label()));
    }

    boolean governs(String entity) {
        return byEntity.containsKey(entity);
    }

    boolean governsKind(String label) {
        return kinds.contains(label);
    }

    String currency() {
        return currency;
    }

    /** An agreement without a trigger is breached when the entity is down. */
    List<Impact.Penalty> penalties(String entity, Effect effect) {
        List<Impact.Penalty> penalties = new ArrayList<>();
        for (Entity paper : byEntity.getOrDefault(entity, List.of())) {
            String trigger = trigger(paper);
            boolean met =
                    effect == Effect.DOWN
                            || (effect == Effect.DEGRADED && trigger.contains("degrad"));
            if (met) {
                penalties.add(
                        new Impact.Penalty(paper.id(), entity, number(paper, "penalty"), trigger));
            }
        }
        return penalties;
    }

    private static String trigger(Entity paper) {
        for (Map.Entry<String, Object> property : paper.properties().entrySet()) {
            if (Words.of(property.getKey()).contains("trigger")) {
                return property.getValue().toString().toLowerCase(Locale.ROOT);
            }
        }
        return "down";
    }

    private static double number(Entity paper, String word) {
        for (Map.Entry<String, Object> property : paper.properties().entrySet()) {
            if (property.getValue() instanceof Number number
                    && Words.of(property.getKey()).contains(word)) {
                return number.doubleValue();
            }
        }
        return 0;
    }
}
