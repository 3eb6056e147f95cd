package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Alarm;
import dev.nocturne.investigator.signal.AlarmTable;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Interval;
import dev.nocturne.investigator.signal.MetricScan;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From an alert to a finding. An alert that lists alarms, or that is followed by a burst of them,
 * is judged by {@link StormModel}; one about a metric or a complaint by {@link MetricModel}. Each
 * is held against the other.
 */
public final class CauseFinder {
    /** Log odds of a fault before anything is looked at: alerts are raised for a reason, mostly. */
    private static final double PRIOR_ODDS = 1.6;

    /** Between these odds (three to two against) and even ones nothing is claimed either way. */
    private static final double UNDECIDED = -Math.log(1.5);

    /** So many alarmed entities make a storm of an alert that lists none. */
    private static final int STORM = 3;

    /** How far back alarms are looked for when the alert does not say. */
    private static final long LOOK_BACK = 600_000;

    /** Entities a metric alert's dependencies are followed to. */
    private static final int MAX_SCOPE = 20_000;

    /** Hypotheses kept. */
    private static final int KEEP = 50;

    private static final int MAX_REACH = 50_000;

    private final Scenario scenario;
    private final DependencyGraph graph;
    private final List<AlarmTable> alarmTables;
    private final List<TelemetryTable> metricTables;

    public CauseFinder(Scenario scenario, DependencyGraph graph) {
        this.scenario = scenario;
        this.graph = graph;
        this.alarmTables =
                scenario.telemetry().tables().stream()
                        .flatMap(t -> AlarmTable.of(t).stream())
                        .toList();
        Set<String> alarms = new HashSet<>();
        alarmTables.forEach(a -> alarms.add(a.table().name()));
        this.metricTables =
                scenario.telemetry().tables().stream()
                        .filter(t ->
                                !alarms.contains(t.name())
                                        && t.entityColumn().isPresent()
                                        && !t.numericColumns().isEmpty()
                                        && t.timeColumn().isPresent())
                        .toList();
    }

    public List<AlarmTable> alarmTables() {
        return alarmTables;
    }

    public List<TelemetryTable> metricTables() {
        return metricTables;
    }

    /**
     * Looks at everything up to the alert's time, and nothing after the measurement it falls into.
     */
    public Finding find(Alert alert) {
        Storm storm = Storm.of(stormWindow(alert), alarms(alert));
        boolean stormy =
                !alert.alarms().isEmpty()
                        || (alert.metric().isEmpty() && storm.counted().size() >= STORM);
        return stormy ? byAlarms(alert, storm) : byMetrics(alert, storm);
    }

    private static Window stormWindow(Alert alert) {
        boolean told = alert.start() < alert.raised();
        return new Window(told ? alert.start() : alert.raised() - LOOK_BACK, alert.latest());
    }

    private List<Alarm> alarms(Alert alert) {
        Window window = stormWindow(alert);
        List<Alarm> alarms = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (AlarmTable table : alarmTables) {
            for (Alarm alarm : table.alarms(window, scenario.topology()::contains)) {
                seen.add(alarm.entity() + "@" + alarm.time());
                alarms.add(alarm);
            }
        }
        for (Alarm alarm : alert.alarms()) {
            if (seen.add(alarm.entity() + "@" + alarm.time())) {
                alarms.add(alarm);
            }
        }
        alarms.sort(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity));
        return alarms;
    }

    private Set<String> speaking(Alert alert) {
        Set<String> labels = new TreeSet<>();
        for (AlarmTable table : alarmTables) {
            for (String id : table.table().entities()) {
                graph.number(id).ifPresent(n -> labels.add(graph.label(n)));
            }
        }
        alert.alarms()
                .forEach(a -> graph.number(a.entity()).ifPresent(n -> labels.add(graph.label(n))));
        return labels;
    }

    /**
     * Metrics of everything, in the window from the first alarm to the measurement the alert falls
     * into.
     */
    private Finding byAlarms(Alert alert, Storm storm) {
        List<Deviation> deviations = new ArrayList<>();
        for (TelemetryTable table : metricTables) {
            Window window = new Window(storm.window().from(), until(alert, table));
            MetricScan scan = new MetricScan(table, window, false);
            table.entities().stream()
                    .filter(scenario.topology()::contains)
                    .forEach(e -> deviations.addAll(scan.of(e)));
        }
        Health health = Health.of(deviations);
        StormModel.Ranking ranking = new StormModel(graph, storm, health, speaking(alert)).rank();
        double odds = ranking.logTotal() + PRIOR_ODDS;
        double all = Stats.logSum(new double[] {odds, 0});
        List<Hypothesis> kept =
                ranking.best().stream()
                        .map(h -> h.withConfidence(Math.exp(h.score() + PRIOR_ODDS - all)))
                        .toList();
        MetricView metrics =
                new MetricModel(graph, scenario.telemetry(), health, alert)
                        .view(scope(storm.counted().keySet()));
        Verdict verdict =
                odds > 0
                        ? Verdict.FAULT
                        : odds > UNDECIDED ? Verdict.INCONCLUSIVE : Verdict.NO_FAULT;
        if (verdict == Verdict.NO_FAULT
                && storm.all().isEmpty()
                && alert.entities().stream().noneMatch(health::covers)) {
            verdict = Verdict.INCONCLUSIVE;
        }
        return finding(
                alert,
                storm,
                health,
                metrics,
                kept,
                new Finding.Compared(ranking.judged(), ranking.candidates()),
                odds,
                verdict,
                Finding.Method.ALARMS);
    }

    private long until(Alert alert, TelemetryTable table) {
        return alert.latest() > alert.raised()
                ? alert.latest()
                : alert.raised() + Interval.at(table, alert.raised());
    }

    private List<Integer> scope(Set<String> ids) {
        Set<Integer> starts = new LinkedHashSet<>();
        ids.forEach(id -> graph.number(id).ifPresent(starts::add));
        return List.copyOf(graph.supportersOf(starts, MAX_SCOPE));
    }

    private Finding byMetrics(Alert alert, Storm storm) {
        Set<String> starts = new LinkedHashSet<>();
        alert.subject().ifPresent(starts::add);
        if (starts.isEmpty()) {
            starts.addAll(alert.entities());
        }
        boolean isUnknown = starts.isEmpty() && !alert.unknown().isEmpty();
        List<Integer> scope =
                isUnknown ? List.of() : starts.isEmpty() ? everything() : scope(starts);
        Health health = Health.of(deviations(alert, scope));
        MetricView metrics =
                new MetricModel(graph, scenario.telemetry(), health, alert).view(scope);
        Verdict verdict = isUnknown ? Verdict.INCONCLUSIVE : verdict(alert, metrics, health);
        List<Hypothesis> hypotheses = hypotheses(metrics, storm, health);
        health = withReach(alert, scope, health, hypotheses);
        return finding(
                alert,
                storm,
                health,
                metrics,
                hypotheses,
                new Finding.Compared(metrics.ranked().size(), metrics.ranked().size()),
                Double.NaN,
                verdict,
                Finding.Method.METRICS);
    }

    /** The metrics of what the first cause reaches too, to see who suffers. */
    private Health withReach(
            Alert alert, List<Integer> scope, Health health, List<Hypothesis> hypotheses) {
        if (hypotheses.isEmpty()) {
            return health;
        }
        Set<Integer> more = new LinkedHashSet<>(hypotheses.getFirst().reach().touched().keySet());
        scope.forEach(more::remove);
        List<Deviation> all = new ArrayList<>();
        health.byEntity().values().forEach(all::addAll);
        all.addAll(deviations(alert, List.copyOf(more)));
        return Health.of(all);
    }

    private List<Integer> everything() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < Math.min(graph.size(), MAX_SCOPE); i++) {
            all.add(i);
        }
        return all;
    }

    private List<Deviation> deviations(Alert alert, List<Integer> scope) {
        List<Deviation> deviations = new ArrayList<>();
        for (TelemetryTable table : metricTables) {
            long interval = Interval.at(table, alert.raised());
            Window window = new Window(alert.raised() - interval, until(alert, table));
            MetricScan scan = new MetricScan(table, window, alert.metric().isEmpty());
            scope.forEach(e -> deviations.addAll(scan.of(graph.id(e))));
        }
        return deviations;
    }

    /** The alert's own metric has to be off, or something it needs so much that it must be felt. */
    private static Verdict verdict(Alert alert, MetricView metrics, Health health) {
        if (metrics.own().isPresent()) {
            Deviation own = metrics.own().get();
            boolean confirmed =
                    own.anomalous()
                            || (alert.metric().isEmpty() && (own.failing() || own.drifting()));
            return !metrics.ranked().isEmpty() && (confirmed || metrics.reaches())
                    ? Verdict.FAULT
                    : Verdict.NO_FAULT;
        }
        if (!metrics.ranked().isEmpty()) {
            return Verdict.FAULT;
        }
        boolean looked =
                alert.entities().isEmpty()
                        ? !health.byEntity().isEmpty()
                        : alert.entities().stream().anyMatch(health::covers);
        return looked ? Verdict.NO_FAULT : Verdict.INCONCLUSIVE;
    }

    private List<Hypothesis> hypotheses(MetricView metrics, Storm storm, Health health) {
        double sum = metrics.ranked().stream().mapToDouble(MetricView.Leaf::weight).sum();
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MetricView.Leaf leaf : metrics.ranked().stream().limit(KEEP).toList()) {
            Reach reach = graph.reach(leaf.entity(), MAX_REACH);
            String id = graph.id(leaf.entity());
            hypotheses.add(
                    new Hypothesis(
                            leaf.entity(),
                            leaf.weight(),
                            sum <= 0 ? 0 : leaf.weight() / sum,
                            leaf.deviation().since(),
                            0,
                            reach,
                            heard(reach, storm),
                            0,
                            health.failing(id).isEmpty()
                                    ? List.of(leaf.deviation())
                                    : health.failing(id),
                            0));
        }
        return hypotheses;
    }

    private List<Alarm> heard(Reach reach, Storm storm) {
        List<Alarm> heard = new ArrayList<>();
        for (int entity : reach.touched().keySet()) {
            List<Alarm> alarms = storm.counted().getOrDefault(graph.id(entity), List.of());
            if (!alarms.isEmpty()) {
                heard.add(alarms.getFirst());
            }
        }
        return heard;
    }

    private Finding finding(
            Alert alert,
            Storm storm,
            Health health,
            MetricView metrics,
            List<Hypothesis> hypotheses,
            Finding.Compared compared,
            double odds,
            Verdict verdict,
            Finding.Method method) {
        Window window = new Window(Math.min(storm.window().from(), alert.start()), alert.latest());
        return new Finding(
                alert,
                graph,
                window,
                method,
                verdict,
                odds,
                hypotheses,
                compared,
                storm,
                health,
                metrics,
                agreement(hypotheses, metrics, storm, method),
                !alarmTables.isEmpty(),
                uncovered(hypotheses, health));
    }

    private Finding.Agreement agreement(
            List<Hypothesis> hypotheses, MetricView metrics, Storm storm, Finding.Method method) {
        if (hypotheses.isEmpty()) {
            return Finding.Agreement.ONE_ONLY;
        }
        Reach reach = hypotheses.getFirst().reach();
        if (method == Finding.Method.METRICS) {
            Set<String> alarmed = storm.counted().keySet();
            if (alarmed.size() < STORM) {
                return Finding.Agreement.ONE_ONLY;
            }
            boolean shared = alarmed.stream().anyMatch(id -> touched(reach, id));
            return shared ? Finding.Agreement.AGREE : Finding.Agreement.DISAGREE;
        }
        Optional<MetricView.Leaf> leaf = metrics.ranked().stream().findFirst();
        if (leaf.isEmpty()) {
            return hypotheses.getFirst().healthy() > 0
                    ? Finding.Agreement.DISAGREE
                    : Finding.Agreement.ONE_ONLY;
        }
        boolean shared =
                metrics.ranked().stream().anyMatch(l -> reach.touched().containsKey(l.entity()));
        return shared ? Finding.Agreement.AGREE : Finding.Agreement.DISAGREE;
    }

    private boolean touched(Reach reach, String id) {
        return graph.number(id).isPresent()
                && reach.touched().containsKey(graph.number(id).getAsInt());
    }

    private List<String> uncovered(List<Hypothesis> hypotheses, Health health) {
        return hypotheses.stream()
                .limit(5)
                .map(h -> graph.id(h.entity()))
                .filter(id -> !health.covers(id))
                .toList();
    }
}
