package dev.nocturne.investigator.cause;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.symptom.Symptoms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Services that call each other, measured each quarter minute: an hour as usual, then five minutes
 * as now.
 */
final class CallWorld {
    private static final long INTERVAL = 15_000;
    private static final int PAST = 240;
    private static final int PRESENT = 20;
    private static final long BEGIN = PAST * INTERVAL;
    private static final long END = (PAST + PRESENT - 1) * INTERVAL;
    private static final Window WINDOW = new Window(BEGIN, END);

    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final List<Occurrence> events = new ArrayList<>();

    /** How calls are; usually ten in a second, of a tenth of a second, without failures. */
    record Now(double rate, double average, double errors) {
        static final Now USUAL = new Now(10, 0.1, 0);

        static Now failing(double share) {
            return new Now(10, 0.1, share);
        }

        static Now slow(double average) {
            return new Now(10, average, 0);
        }
    }

    private void add(String id, String label) {
        entities.putIfAbsent(id, new Entity(id, label, Map.of()));
    }

    /** An entity that measures what it answers. */
    CallWorld serves(String id, Now now) {
        add(id, "service");
        measure("server_seconds", id, "", Map.of(), now);
        return this;
    }

    /** One asks the other and measures what it is answered. */
    CallWorld asks(String caller, String callee, Now now) {
        add(caller, "service");
        add(callee, "service");
        relate(caller, "calls", callee);
        measure(
                "client_seconds",
                callee,
                CallMetrics.SEEN,
                Map.of(CallMetrics.CALLER, caller),
                now);
        return this;
    }

    CallWorld instance(String id, String whole, Now now) {
        add(whole, "service");
        add(id, "instance");
        relate(id, "instance_of", whole);
        return serves(id, now);
    }

    /** Another metric. */
    CallWorld measures(String id, String metric, double usual, double now) {
        add(id, "service");
        addSeries(metric, id, Map.of(), usual, now);
        return this;
    }

    CallWorld happens(String id, String group, String text) {
        add(id, "service");
        events.add(new Occurrence(BEGIN, BEGIN, id, group, Map.of(), text));
        return this;
    }

    private void relate(String source, String label, String target) {
        relations.add(
                new Relation(
                        label + ":" + source + "->" + target, label, source, target, Map.of()));
    }

    private void measure(
            String family, String id, String ending, Map<String, String> labels, Now now) {
        addSeries(family + CallMetrics.RATE + ending, id, labels, Now.USUAL.rate(), now.rate());
        addSeries(
                family + CallMetrics.AVERAGE + ending,
                id,
                labels,
                Now.USUAL.average(),
                now.average());
        addSeries(
                family + CallMetrics.ERRORS + ending, id, labels, Now.USUAL.errors(), now.errors());
    }

    private void addSeries(
            String metric, String id, Map<String, String> labels, double usual, double now) {
        long[] times = new long[PAST + PRESENT];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * INTERVAL;
            // A little noise, the same each time.
            values[i] = (i < PAST ? usual : now) * (1 + 0.002 * (i % 5 - 2));
        }
        series.add(new Series("http", metric, id, labels, times, values));
    }

    Topology topology() {
        return Topology.of(
                new GraphSchema(List.of(), List.of()), List.copyOf(entities.values()), relations);
    }

    private Snapshot snapshot() {
        Provenance provenance =
                new Provenance("test", "promql", "all", WINDOW, Instant.ofEpochMilli(END));
        Selection all = Selection.of(Set.of(), WINDOW, 1_000_000);
        return Snapshot.empty()
                .with(
                        new Part<>(
                                "E1",
                                new Question.Surroundings(Set.of(), 1_000),
                                new Answer.Complete<>(topology(), provenance)))
                .with(
                        new Part<>(
                                "E2",
                                new Question.Measurements(all),
                                new Answer.Complete<>(series, provenance)))
                .with(
                        new Part<>(
                                "E3",
                                new Question.Events(all),
                                new Answer.Complete<>(events, provenance)));
    }

    CallTable table() {
        return new CallTable(new Metrics(snapshot()), s -> WINDOW);
    }

    Map<String, Double> follow(String... about) {
        return new CallFlow(table(), topology()).from(List.of(about));
    }

    /** What is decided of an alert about the entity. */
    Optional<SymptomFinder.Decision> decide(String about) {
        Snapshot snapshot = snapshot();
        Metrics metrics = new Metrics(snapshot);
        Symptoms symptoms = Symptoms.of(snapshot, metrics, List.of(), WINDOW, s -> WINDOW);
        return new CallFinder(
                        snapshot.topology(),
                        DependencyGraph.of(snapshot.topology()),
                        symptoms,
                        alert(about),
                        new CallTable(metrics, s -> WINDOW))
                .decide();
    }

    private static Alert alert(String about) {
        return new Alert(
                about + " is not well",
                BEGIN,
                END,
                BEGIN,
                List.of(),
                List.of(about),
                List.of(),
                Optional.of(about),
                Optional.empty(),
                MetricSense.Family.OTHER,
                true,
                true,
                List.of(),
                List.of());
    }
}
