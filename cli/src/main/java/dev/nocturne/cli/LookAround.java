package dev.nocturne.cli;

import dev.nocturne.core.Result;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.MetricSource;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.server.environments.LiveAnswers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a live environment.
 *
 * @param sources the answer of {@code /sources}
 * @param entities how many there are, by kind
 * @param relations how many there are, by what shows them
 * @param metrics how many metrics there are
 * @param alerts how many alerts fire
 * @param missing what is not known, and how to supply it; sentences
 */
record LookAround(
        JsonNode sources,
        Map<String, Integer> entities,
        Map<String, Integer> relations,
        int metrics,
        int alerts,
        List<String> missing) {
    /** More entities need no counting one by one. */
    private static final int MOST_ENTITIES = 10_000;

    /** The property of a relation that names what shows it. */
    private static final String SHOWN_BY = "shown by";

    LookAround {
        entities = Collections.unmodifiableMap(new TreeMap<>(entities));
        relations = Collections.unmodifiableMap(new TreeMap<>(relations));
        missing = List.copyOf(missing);
    }

    /** Asks the environment. */
    static LookAround in(LiveEnvironment environment) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        JsonNode sources = LiveAnswers.sources(environment);
        Map<String, Integer> entities = new TreeMap<>();
        Map<String, Integer> relations = new TreeMap<>();
        Answer<Topology> topology =
                new Question.Surroundings(Set.of(), MOST_ENTITIES).ask(environment);
        topology.data()
                .ifPresent(found -> {
                    entities.putAll(found.countByLabel());
                    found.relations()
                            .forEach(
                                    relation -> relations.merge(origin(relation), 1, Integer::sum));
                });
        explain("entities", topology, missing);
        if (topology.data().isPresent() && entities.isEmpty()) {
            missing.add(
                    "No label names a service or another entity. Name the label that does under"
                            + " entities: labels.");
        }
        if (!entities.isEmpty() && relations.isEmpty()) {
            missing.add(
                    "No metric shows what needs what, so causes are ranked by time and size alone."
                            + " Write the relations under entities: relations.");
        }
        return new LookAround(
                sources,
                entities,
                relations,
                metrics(environment, missing),
                alerts(environment, missing),
                missing);
    }

    private static String origin(Relation relation) {
        Object origin = relation.properties().get(SHOWN_BY);
        return origin == null ? "labels and this file" : origin.toString();
    }

    private static int metrics(LiveEnvironment environment, List<String> missing)
            throws InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        for (MetricSource source : environment.sources(MetricSource.class)) {
            Answer<List<MetricInfo>> answer = source.metrics();
            answer.data().ifPresent(found -> found.forEach(info -> names.add(info.metric())));
            explain("metrics", answer, missing);
        }
        if (names.isEmpty() && missing.isEmpty()) {
            missing.add("There are no metrics. Let the server scrape something.");
        }
        return names.size();
    }

    private static int alerts(LiveEnvironment environment, List<String> missing)
            throws InterruptedException {
        return switch (LiveAnswers.alerts(environment, environment.now())) {
            case Result.Ok<ObjectNode>(ObjectNode json) -> {
                String unknown = json.path("missing").asString("");
                if (!unknown.isEmpty()) {
                    missing.add("Not all alerts are known: " + unknown + ".");
                }
                yield (int)
                        json.path("alerts")
                                .valueStream()
                                .filter(alert -> alert.path("state").asString("").equals("firing"))
                                .count();
            }
            case Result.Rejected<ObjectNode> rejected -> {
                missing.add(rejected.detail());
                yield 0;
            }
        };
    }

    private static void explain(String what, Answer<?> answer, List<String> missing) {
        switch (answer) {
            case Answer.Failed<?> failed ->
                    missing.add("The " + what + " are not known: " + failed.message() + ".");
            case Answer.Partial<?> partial ->
                    missing.add("Not all " + what + " are known: " + partial.missing() + ".");
            case Answer.Complete<?> complete -> {}
            case Answer.NoData<?> none -> {}
        }
    }
}
