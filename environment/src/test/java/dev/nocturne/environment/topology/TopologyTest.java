package dev.nocturne.environment.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Walks over a topology. The line is a -> b -> c -> d, and e stands alone. */
final class TopologyTest {

    private static final GraphSchema NO_SCHEMA = new GraphSchema(List.of(), List.of());

    private final Topology line = topology(List.of("a", "b", "c", "d", "e"), "ab", "bc", "cd");

    private static Topology topology(List<String> ids, String... edges) {
        List<Relation> relations = new ArrayList<>();
        for (String edge : edges) {
            relations.add(
                    new Relation(
                            edge + relations.size(),
                            "to",
                            edge.substring(0, 1),
                            edge.substring(1),
                            Map.of()));
        }
        return Topology.of(
                NO_SCHEMA,
                ids.stream().map(id -> new Entity(id, "Node", Map.of())).toList(),
                relations);
    }

    @Test
    void entitiesAndRelationsAreFoundByIdLabelAndEnd() {
        assertThat(line.entity("a")).map(Entity::label).contains("Node");
        assertThat(line.entity("zz")).isEmpty();
        assertThat(line.entities("Node")).hasSize(5);
        assertThat(line.entities("Other")).isEmpty();
        assertThat(line.out("b")).extracting(Relation::target).containsExactly("c");
        assertThat(line.in("b")).extracting(Relation::source).containsExactly("a");
        assertThat(line.relations("b", Direction.BOTH)).hasSize(2);
        assertThat(line.out("zz")).isEmpty();
        assertThat(line.countByLabel()).containsExactly(entry("Node", 5));
    }

    @Test
    void aNeighbourhoodGrowsByHopsAndIsCutAtItsLimit() {
        Subgraph one = line.neighbourhood("b", 1, 100);
        assertThat(one.entities()).extracting(Entity::id).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(one.relations()).hasSize(2);
        assertThat(one.truncated()).isFalse();

        Subgraph cut = line.neighbourhood("b", 5, 2);
        assertThat(cut.entities()).hasSize(2);
        assertThat(cut.truncated()).isTrue();
        assertThat(line.neighbourhood("zz", 5, 10).entities()).isEmpty();
    }

    @Test
    void aWalkTellsDistances() {
        assertThat(line.walk(List.of("a"), Direction.OUT, r -> true, 2, 100).hops())
                .containsExactly(entry("a", 0), entry("b", 1), entry("c", 2));
        assertThat(
                        line.walk(
                                        List.of("c", "zz"),
                                        Direction.IN,
                                        r -> !r.source().equals("a"),
                                        9,
                                        100)
                                .hops())
                .containsExactly(entry("c", 0), entry("b", 1));
    }

    @Test
    void aClosureFollowsCirclesOnce() {
        Topology circle = topology(List.of("a", "b", "c"), "ab", "bc", "ca");

        assertThat(line.closure("b", Direction.OUT, r -> true)).containsExactly("c", "d");
        assertThat(line.closure("d", Direction.IN, r -> true)).containsExactly("c", "b", "a");
        assertThat(circle.closure("a", Direction.OUT, r -> true)).containsExactly("b", "c", "a");
    }

    @Test
    void shortestPathsAreFoundOrNot() {
        Topology shortcut = topology(List.of("a", "b", "c", "d"), "ab", "bc", "cd", "bd");

        assertThat(shortcut.shortestPath("a", "d", Direction.OUT, r -> true, 10).orElseThrow())
                .extracting(Relation::target)
                .containsExactly("b", "d");
        assertThat(line.shortestPath("d", "a", Direction.OUT, r -> true, 10)).isEmpty();
        assertThat(line.shortestPath("d", "a", Direction.BOTH, r -> true, 10))
                .map(List::size)
                .contains(3);
        assertThat(line.shortestPath("d", "a", Direction.BOTH, r -> true, 2)).isEmpty();
        assertThat(line.shortestPath("a", "a", Direction.OUT, r -> true, 0)).contains(List.of());
        assertThat(line.shortestPath("a", "zz", Direction.OUT, r -> true, 5)).isEmpty();
    }

    @Test
    void brokenTopologiesAreNotBuilt() {
        assertThatThrownBy(() -> topology(List.of("a", "a")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> topology(List.of("a"), "ab"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void walkClosureAndPathAgreeOnRandomGraphs() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<String> ids =
                    IntStream.range(0, 12).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
            String[] edges =
                    IntStream.range(0, random.nextInt(30))
                            .mapToObj(
                                    i -> ids.get(random.nextInt(12)) + ids.get(random.nextInt(12)))
                            .toArray(String[]::new);
            Topology graph = topology(ids, edges);
            Map<String, Integer> hops =
                    graph.walk(List.of("a"), Direction.OUT, r -> true, 100, 100).hops();
            Set<String> closure = new TreeSet<>(graph.closure("a", Direction.OUT, r -> true));
            closure.add("a");
            assertThat(hops.keySet())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(closure);
            for (String id : ids) {
                assertThat(
                                graph.shortestPath("a", id, Direction.OUT, r -> true, 100)
                                        .map(List::size)
                                        .orElse(-1))
                        .as("seed %d to %s", seed, id)
                        .isEqualTo(hops.getOrDefault(id, -1));
            }
        }
    }
}
