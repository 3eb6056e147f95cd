package dev.nocturne.llm.specialist;

import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.llm.agent.Arguments;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.agent.WrongArguments;
import dev.nocturne.llm.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tools that query the topology. */
final class GraphTools {
    private static final int ID_CHARS = 200;
    private static final int MOST_HOPS = 12;

    /** The most entities of one walk; a model cannot use more. */
    private static final int MOST_ENTITIES = 400;

    private GraphTools() {}

    static List<Tool> of(Topology topology) {
        return List.of(new Find(topology), new Walk(topology), new Path(topology));
    }

    private static Entity requireEntity(Topology topology, Arguments arguments, String name)
            throws WrongArguments {
        String id = arguments.text(name, ID_CHARS);
        return topology.entity(id)
                .orElseThrow(() ->
                        new WrongArguments(
                                "There is no entity \""
                                        + id
                                        + "\". Use find_entities to look for its id."));
    }

    /** Finds entities by label or by a part of their id or properties. */
    private record Find(Topology topology, ToolSpec spec) implements Tool {
        Find(Topology topology) {
            this(
                    topology,
                    new ToolSpec(
                            "find_entities",
                            "Lists entities with their properties. Labels: "
                                    + topology.countByLabel()
                                    + ".",
                            new Parameters()
                                    .optionalText("label", "only entities of this label")
                                    .optionalText(
                                            "text",
                                            "only those with this text in their id or a property")
                                    .schema()));
        }

        @Override
        public Prepared prepare(ObjectNode arguments) throws WrongArguments {
            Arguments given = new Arguments(arguments);
            String label = given.optionalText("label", ID_CHARS);
            String text = given.optionalText("text", ID_CHARS).toLowerCase(Locale.ROOT);
            if (!label.isEmpty() && !topology.entityLabels().contains(label)) {
                throw new WrongArguments(
                        "There is no label \""
                                + label
                                + "\". There are: "
                                + String.join(", ", topology.entityLabels())
                                + ".");
            }
            String query =
                    "entities"
                            + (label.isEmpty() ? "" : " of " + label)
                            + (text.isEmpty() ? "" : " with \"" + text + "\"");
            return Prepared.reading(spec.name(), query, key -> find(label, text));
        }

        private ToolResult find(String label, String text) {
            List<String> lines =
                    (label.isEmpty() ? topology.entities() : topology.entities(label))
                            .stream()
                                    .map(ToolViews::line)
                                    .filter(l -> l.toLowerCase(Locale.ROOT).contains(text))
                                    .toList();
            return ToolResult.text(ToolViews.lines(lines, "entities"));
        }
    }

    /** Finds the entities around an entity. */
    private record Walk(Topology topology, ToolSpec spec) implements Tool {
        Walk(Topology topology) {
            this(
                    topology,
                    new ToolSpec(
                            "walk_graph",
                            "Follows relations from an entity and lists all entities it reaches. Relations: "
                                    + String.join(", ", topology.relationLabels())
                                    + ". \"out\" goes from source to target, \"in\" the other way.",
                            new Parameters()
                                    .text("start", "id of an entity")
                                    .choice("direction", "default both", false, "out", "in", "both")
                                    .optionalNumber("hops", "1 to " + MOST_HOPS + ", default 2")
                                    .optionalTexts("relations", "follow only these")
                                    .schema()));
        }

        @Override
        public Prepared prepare(ObjectNode arguments) throws WrongArguments {
            Arguments given = new Arguments(arguments);
            Entity start = requireEntity(topology, given, "start");
            String direction = given.choice("direction", "both", List.of("out", "in", "both"));
            int hops = given.number("hops", 1, MOST_HOPS, 2);
            List<String> only = given.texts("relations", 50);
            String query =
                    "walk "
                            + direction
                            + " from "
                            + start.id()
                            + ", "
                            + hops
                            + " hops"
                            + (only.isEmpty() ? "" : " over " + String.join(", ", only));
            return Prepared.reading(
                    spec.name(), query, key -> walk(start, direction, hops, only, query));
        }

        private ToolResult walk(
                Entity start, String direction, int hops, List<String> only, String query) {
            Topology.Walk walk =
                    topology.walk(
                            List.of(start.id()),
                            Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
                            r -> only.isEmpty() || only.contains(r.label()),
                            hops,
                            MOST_ENTITIES);
            List<Relation> relations =
                    topology.subgraph(walk.hops().keySet()).relations().stream()
                            .filter(r -> only.isEmpty() || only.contains(r.label()))
                            .toList();
            List<String> lines = new ArrayList<>();
            walk.hops()
                    .forEach((id, far) ->
                            topology.entity(id)
                                    .ifPresent(
                                            e -> lines.add(far + " hops: " + ToolViews.line(e))));
            String text =
                    ToolViews.lines(lines, "entities" + (walk.truncated() ? ", cut off" : ""))
                            + "\n"
                            + ToolViews.text(relations);
            return new ToolResult(
                    text, List.of(ToolViews.graph(topology, relations, query)), List.of());
        }
    }

    /** Finds how two entities are connected. */
    private record Path(Topology topology, ToolSpec spec) implements Tool {
        Path(Topology topology) {
            this(
                    topology,
                    new ToolSpec(
                            "find_path",
                            "Finds a shortest path between two entities, over relations in either direction.",
                            new Parameters()
                                    .text("from", "id of an entity")
                                    .text("to", "id of an entity")
                                    .schema()));
        }

        @Override
        public Prepared prepare(ObjectNode arguments) throws WrongArguments {
            Arguments given = new Arguments(arguments);
            Entity from = requireEntity(topology, given, "from");
            Entity to = requireEntity(topology, given, "to");
            String query = "path from " + from.id() + " to " + to.id();
            return Prepared.reading(spec.name(), query, key -> path(from, to, query));
        }

        private ToolResult path(Entity from, Entity to, String query) {
            Optional<List<Relation>> path =
                    topology.shortestPath(from.id(), to.id(), Direction.BOTH, r -> true, MOST_HOPS);
            return path.map(relations ->
                            new ToolResult(
                                    ToolViews.text(relations),
                                    List.of(ToolViews.graph(topology, relations, query)),
                                    List.of()))
                    .orElseGet(() ->
                            ToolResult.text(
                                    "There is no path of at most " + MOST_HOPS + " relations."));
        }
    }
}
