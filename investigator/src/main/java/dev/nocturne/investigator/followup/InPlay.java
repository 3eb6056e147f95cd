package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which entities of a kind a question means that says "that valve" or "the tank". */
final class InPlay {
    /** So many at once are a list and no answer. */
    private static final int MOST = 6;

    private static final int FAR = 3;
    private static final int WIDE = 2_000;

    private final Facts facts;

    InPlay(Facts facts) {
        this.facts = facts;
    }

    /**
     * Those that were spoken of, else those with signs of trouble, else the nearest to the trouble.
     *
     * @param before entities of the question before
     */
    List<String> of(List<String> kinds, List<String> before) {
        List<String> all =
                kinds.stream()
                        .flatMap(kind -> facts.topology().entities(kind).stream())
                        .map(Entity::id)
                        .toList();
        for (List<String> tier : List.of(before, focus(), signed())) {
            List<String> found = tier.stream().filter(all::contains).distinct().toList();
            if (!found.isEmpty()) {
                return found.size() <= MOST ? found : List.of();
            }
        }
        List<String> near = nearest(all);
        return near.isEmpty() && all.size() <= MOST ? all : near;
    }

    /** What the trouble is about: causes, else candidates, and what the alert names. */
    List<String> focus() {
        Set<String> focus = new LinkedHashSet<>(facts.causes());
        if (focus.isEmpty()) {
            facts.finding().hypotheses().stream()
                    .limit(2)
                    .forEach(h -> focus.add(facts.graph().id(h.entity())));
        }
        facts.subject().ifPresent(focus::add);
        focus.addAll(facts.finding().alert().entities());
        return List.copyOf(focus);
    }

    private List<String> signed() {
        List<String> signed = new ArrayList<>();
        facts.finding().symptoms().byEntity().keySet().stream()
                .filter(e -> !facts.symptoms(e).isEmpty())
                .forEach(signed::add);
        return signed;
    }

    private List<String> nearest(List<String> all) {
        Map<String, Integer> hops =
                facts.topology().walk(focus(), Direction.BOTH, r -> true, FAR, WIDE).hops();
        int best = all.stream().filter(hops::containsKey).mapToInt(hops::get).min().orElse(-1);
        List<String> near =
                all.stream().filter(e -> hops.getOrDefault(e, Integer.MAX_VALUE) == best).toList();
        return near.size() <= MOST ? near : List.of();
    }

    /** Everything within a few relations of the trouble, the nearest first. */
    List<String> around(List<String> start, int most) {
        return List.copyOf(
                facts.topology()
                        .walk(start, Direction.BOTH, r -> true, FAR + 1, most)
                        .hops()
                        .keySet());
    }
}
