package dev.nocturne.investigator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    private final List<Entity> entities = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();

    private void entity(String label, String... ids) {
        for (String id : ids) {
            entities.add(new Entity(id, label, Map.of()));
        }
    }

    private void relation(
            String label, String source, String target, Map<String, Object> properties) {
        relations.add(new Relation(label + relations.size(), label, source, target, properties));
    }

    private DependencyGraph graph() {
        return DependencyGraph.of(
                Topology.of(new GraphSchema(List.of(), List.of()), entities, relations));
    }

    private static Reach.Touched touched(DependencyGraph graph, String cause, String entity) {
        Reach reach = graph.reach(graph.number(cause).orElseThrow(), 1000);
        return Objects.requireNonNull(reach.touched().get(graph.number(entity).orElseThrow()));
    }

    private static Effect effect(DependencyGraph graph, String cause, String entity) {
        return touched(graph, cause, entity).effect();
    }

    private void twoPaths(String main, String spare) {
        entity("Link", "l1", "l2");
        entity("Path", "p1", "p2");
        entity("Service", "s1", "s2");
        entity("Path", "p3");
        relation("traverses", "p1", "l1", Map.of());
        relation("traverses", "p2", "l2", Map.of());
        relation("traverses", "p3", "l1", Map.of());
        relation("routed_on", "s1", "p1", Map.of("Role", main));
        relation("routed_on", "s1", "p2", Map.of("Role", spare));
        relation("routed_on", "s2", "p3", Map.of("Role", main));
    }

    @Test
    void aServiceWithASpareWayDegradesAndOneWithoutFails() {
        twoPaths("PRIMARY", "BACKUP");
        DependencyGraph graph = graph();
        assertThat(effect(graph, "l1", "s1")).isEqualTo(Effect.DEGRADED);
        assertThat(effect(graph, "l1", "s2")).isEqualTo(Effect.DOWN);
        assertThat(effect(graph, "l2", "s1")).isEqualTo(Effect.AT_RISK);
    }

    @Test
    void rolesAreFoundByShapeWhereWordsSayNothing() {
        twoPaths("aa", "bb");
        DependencyGraph graph = graph();
        assertThat(effect(graph, "l1", "s1")).isEqualTo(Effect.DEGRADED);
        assertThat(effect(graph, "l2", "s1")).isEqualTo(Effect.AT_RISK);
    }

    @Test
    void bothWaysOverOneThingFailTogether() {
        twoPaths("PRIMARY", "BACKUP");
        entity("Conduit", "c");
        relation("runs_through", "l1", "c", Map.of());
        relation("runs_through", "l2", "c", Map.of());
        assertThat(effect(graph(), "c", "s1")).isEqualTo(Effect.DOWN);
    }

    @Test
    void aPortOfADeadRouterIsSilentAndTheFarOneIsNot() {
        entity("Router", "r1", "r2");
        entity("Link", "l");
        entity("Port", "near", "far");
        relation("connects_to", "l", "r1", Map.of());
        relation("connects_to", "l", "r2", Map.of());
        relation("part_of", "near", "r1", Map.of());
        relation("part_of", "far", "r2", Map.of());
        relation("terminates", "near", "l", Map.of());
        relation("terminates", "far", "l", Map.of());
        DependencyGraph graph = graph();
        assertThat(touched(graph, "r1", "near").silent()).isGreaterThan(0.5);
        assertThat(touched(graph, "r1", "far").silent()).isZero();
        assertThat(graph.isLine(graph.number("l").orElseThrow())).isTrue();
        assertThat(graph.isJoint(graph.number("r1").orElseThrow())).isTrue();
    }

    @Test
    void aRelationWithoutATellingNameIsReadFromItsShape() {
        entity("Whole", "w");
        entity("Thing", "t1", "t2", "t3");
        for (String thing : List.of("t1", "t2", "t3")) {
            relation("zz", "w", thing, Map.of());
        }
        DependencyGraph graph = graph();
        assertThat(graph.neededBy(graph.number("w").orElseThrow())).hasSize(3);
    }

    @Test
    void circlesEndAndLimitsHold() {
        entity("Service", "a", "b", "c");
        relation("calls", "a", "b", Map.of());
        relation("calls", "b", "c", Map.of());
        relation("calls", "c", "a", Map.of());
        DependencyGraph graph = graph();
        assertThat(graph.reach(0, 1000).touched()).hasSize(3);
        assertThat(graph.reach(0, 2).truncated()).isTrue();
        assertThat(graph.supportersOf(List.of(0), 1000)).hasSize(3);
    }

    @Test
    void paperPeopleAndWatchersAreNoCausesAndNothingNeedsThem() {
        entity("SlaPolicy", "sla");
        entity("Engineer", "e");
        entity("Sensor", "s");
        entity("Service", "x");
        relation("covers", "sla", "x", Map.of());
        relation("located_at", "s", "x", Map.of());
        DependencyGraph graph = graph();
        assertThat(graph.canFail(0)).isFalse();
        assertThat(graph.canFail(1)).isFalse();
        assertThat(graph.canFail(2)).isFalse();
        assertThat(graph.needs(3)).isEmpty();
        assertThat(graph.neededBy(0)).isEmpty();
        assertThat(graph.neededBy(2)).isEmpty();
    }

    @Test
    void howManyDependOnEachIsEstimatedForAllAtOnce() {
        List<String> leaves = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            leaves.add("x" + i);
        }
        entity("Root", "r");
        entity("Box", "b0", "b1", "b2", "b3");
        entity("Leaf", leaves.toArray(String[]::new));
        for (int i = 0; i < 4; i++) {
            relation("hangs_on", "b" + i, "r", Map.of());
        }
        for (int i = 0; i < leaves.size(); i++) {
            relation("hangs_on", leaves.get(i), i < 20 ? "b0" : "b" + (1 + i % 3), Map.of());
        }
        DependencyGraph graph = graph();
        ReachEstimate all = new ReachEstimate(graph, e -> graph.label(e).equals("Leaf"));
        assertThat(all.size(1)).as("exact below the size of a sketch").isEqualTo(20);
        assertThat(all.size(0)).isBetween(1_200.0, 3_000.0);
        assertThat(all.size(2)).isBetween(400.0, 1_000.0);
        assertThat(all.size(5)).isEqualTo(1);
    }

    @Test
    void aWalkThatIsUsedAgainForgetsTheOneBefore() {
        twoPaths("PRIMARY", "BACKUP");
        DependencyGraph graph = graph();
        FailureWalk walk = graph.walk();
        walk.follow(graph.number("l1").orElseThrow(), 1_000);
        Reach first = walk.copy();
        walk.follow(graph.number("l2").orElseThrow(), 1_000);
        assertThat(walk.copy()).isEqualTo(graph.reach(graph.number("l2").orElseThrow(), 1_000));
        assertThat(first).isEqualTo(graph.reach(graph.number("l1").orElseThrow(), 1_000));
        assertThat(walk.reached(graph.number("p1").orElseThrow())).isFalse();
    }
}
