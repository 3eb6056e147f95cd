package dev.nocturne.investigator.cause;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricScan;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

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

    /** So few alarmed entities may each have a cause of their own. */
    private static final int FEW = 5;

    /** Alarms of one burst do not come farther apart. */
    private static final long PAUSE = 5 * 60_000L;

    /** How far back alarms are looked for when the alert does not say. */
    private static final long LOOK_BACK = 600_000;

    /** Entities a metric alert's dependencies are followed to. */
    private static final int MAX_SCOPE = 20_000;

    /** Hypotheses kept. */
    private static final int KEEP = 50;

    private static final int MAX_REACH = 50_000;

    private final Snapshot snapshot;
    private final DependencyGraph graph;
    private final Metrics measured;

    public CauseFinder(Snapshot snapshot, DependencyGraph graph) {
        this.snapshot = snapshot;
        this.graph = graph;
        this.measured = new Metrics(snapshot);
    }

    /**
     * Looks at everything up to the alert's time, and nothing after the measurement it falls into.
     */
    public Finding find(Alert alert) {
        Storm storm = storm(alert);
        boolean isStorm = isStorm(alert, storm);
        Finding finding = isStorm ? byAlarms(alert, storm) : byMetrics(alert, storm);
        SymptomFinder finder =
                new SymptomFinder(snapshot.topology(), graph, finding.symptoms(), alert);
        if (!isStorm) {
            Optional<SymptomFinder.Decision> byCalls =
                    new CallFinder(
                                    snapshot.topology(),
                                    graph,
                                    finding.symptoms(),
                                    alert,
                                    new CallTable(measured, series -> windowOf(alert, series)))
                            .decide();
            if (byCalls.isPresent()) {
                return bySymptoms(finding, byCalls.get());
            }
        }
        boolean isFault = isStorm && finding.verdict() == Verdict.FAULT;
        boolean isWeak = isFault && isFew(storm) && !listsStorm(alert) && finder.hasOtherSigns();
        boolean isContradicted = isFault && isContradicted(finding);
        if (isWeak || isContradicted) {
            SymptomFinder.Decision decision = finder.decide();
            if (decision.verdict() == Verdict.FAULT) {
                return bySymptoms(finding, decision);
            }
            if (isContradicted) {
                return finding;
            }
        }
        boolean settled = isFault && !finder.isPlanned(storm.counted().keySet());
        boolean compared = isStorm || finding.metrics().own().isPresent();
        boolean isOpen = finding.verdict() == Verdict.INCONCLUSIVE && finder.isMeasured();
        boolean tells =
                finder.hasMoreThanMetrics(compared)
                        || (!isStorm && (isOpen || finder.hasComplaintBehind()))
                        || (alert.metric().isEmpty()
                                && alert.dated()
                                && finding.verdict() == Verdict.NO_FAULT
                                && !isStorm
                                && finder.hasDoubt());
        Finding found = settled || !tells ? finding : bySymptoms(finding, finder.decide());
        // Many alarms were weighed as a whole already: single ones among them are noise.
        boolean isProved =
                isStorm || found.verdict() != Verdict.NO_FAULT || !found.reason().isEmpty();
        return isProved
                ? found
                : finder.failedBehind()
                        .map(failed -> bySymptoms(found, finder.doubt(finder.candidates(), failed)))
                        .orElse(found);
    }

    /**
     * Whether what a few alarms blame was measured meanwhile, is well, and raised no alarm itself.
     * Many alarms with one common cause are stronger than its own measurements.
     */
    private static boolean isContradicted(Finding finding) {
        if (finding.hypotheses().isEmpty() || finding.storm().counted().size() > FEW) {
            return false;
        }
        String blamed = finding.graph().id(finding.hypotheses().getFirst().entity());
        boolean measuredSince =
                finding.health().byEntity().getOrDefault(blamed, List.of()).stream()
                        .anyMatch(d -> d.lastAt() >= finding.storm().window().from());
        return measuredSince
                && finding.health().failing(blamed).isEmpty()
                && finding.symptoms().of(blamed).isEmpty();
    }

    /** The time in which alarms may belong to the alert. */
    public static Window stormWindow(Alert alert) {
        boolean told = alert.start() < alert.raised();
        return new Window(told ? alert.start() : alert.raised() - LOOK_BACK, alert.latest());
    }

    /** Whether alarms lead, given those of the alert and of the storm's window. */
    public static boolean isStorm(Alert alert, Storm storm) {
        return !alert.alarms().isEmpty()
                || (alert.metric().isEmpty() && storm.counted().size() >= STORM);
    }

    /** Whether the alert is a list of alarms, so that they are taken to belong together. */
    private static boolean listsStorm(Alert alert) {
        return alert.alarms().stream().map(Alarm::entity).distinct().count() >= STORM;
    }

    /**
     * Whether so few entities are alarmed that the alarms alone tell little: what else is wrong
     * near them counts as much.
     */
    public static boolean isFew(Storm storm) {
        return storm.counted().size() < FEW;
    }

    /** The alarms that the environment and the alert list. */
    public Storm storm(Alert alert) {
        Window listed = stormWindow(alert);
        Window window = new Window(burstBegin(alert, listed), listed.until());
        List<Alarm> alarms = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Alarm alarm : snapshot.alarms()) {
            if (window.contains(alarm.time())) {
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
        return Storm.of(window, alarms);
    }

    /**
     * When the burst began of which the alert lists a part: people paste from the middle. Grave
     * alarms that are still open, of what the alarmed entities need, belong to it while no pause is
     * longer than {@link #PAUSE}.
     */
    private long burstBegin(Alert alert, Window listed) {
        if (alert.alarms().isEmpty()) {
            return listed.from();
        }
        Set<Integer> alarmed = new LinkedHashSet<>();
        alert.alarms().forEach(a -> graph.number(a.entity()).ifPresent(alarmed::add));
        Set<Integer> needed = graph.supportersOf(alarmed, MAX_SCOPE);
        long begin = listed.from();
        for (Alarm alarm : snapshot.alarms().reversed()) {
            boolean belongs =
                    alarm.time() < begin
                            && alarm.severity().compareTo(Severity.MAJOR) >= 0
                            && alarm.ended() > listed.until()
                            && graph.number(alarm.entity()).stream().anyMatch(needed::contains);
            if (belongs && begin - alarm.time() <= PAUSE) {
                begin = alarm.time();
            }
        }
        return begin;
    }

    private Set<String> speaking(Alert alert) {
        Set<String> labels = new TreeSet<>(snapshot.overview().alarmedKinds());
        alert.alarms()
                .forEach(a -> graph.number(a.entity()).ifPresent(n -> labels.add(graph.label(n))));
        return labels;
    }

    /**
     * Metrics of everything, in the window from the first alarm to the measurement the alert falls
     * into.
     */
    private Finding byAlarms(Alert alert, Storm storm) {
        Health health =
                Health.of(
                        scan(
                                measured.entities(),
                                group -> new Window(storm.window().from(), until(alert, group)),
                                false));
        StormModel.Ranking ranking = new StormModel(graph, storm, health, speaking(alert)).rank();
        double odds = ranking.logTotal() + PRIOR_ODDS;
        double all = Stats.logSum(new double[] {odds, 0});
        List<Hypothesis> kept =
                ranking.best().stream()
                        .map(h -> h.withConfidence(Math.exp(h.score() + PRIOR_ODDS - all)))
                        .toList();
        MetricView metrics =
                new MetricModel(graph, snapshot, measured, health, alert)
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

    private long until(Alert alert, String group) {
        return alert.latest() > alert.raised()
                ? alert.latest()
                : alert.raised() + measured.interval(group, alert.raised());
    }

    private List<Deviation> scan(
            Collection<String> entities, Function<String, Window> windowOfGroup, boolean trends) {
        Map<String, MetricScan> scans = new HashMap<>();
        List<Deviation> deviations = new ArrayList<>();
        for (String entity : entities) {
            for (Series series : measured.of(entity)) {
                scans.computeIfAbsent(
                                series.group(),
                                g -> new MetricScan(measured, windowOfGroup.apply(g), trends))
                        .of(series)
                        .ifPresent(deviations::add);
            }
        }
        return deviations;
    }

    private List<Integer> scope(Set<String> ids) {
        Set<Integer> starts = new LinkedHashSet<>();
        ids.forEach(id -> graph.number(id).ifPresent(starts::add));
        return List.copyOf(graph.supportersOf(starts, MAX_SCOPE));
    }

    private Symptoms symptoms(Alert alert) {
        return Symptoms.of(
                snapshot,
                measured,
                alarmsUntil(alert),
                new Window(alert.start(), alert.latest()),
                series -> windowOf(alert, series));
    }

    /** What is judged in a series: from a measurement before the alert on. */
    private Window windowOf(Alert alert, Series series) {
        return new Window(
                Math.min(alert.start(), alert.raised())
                        - Math.max(
                                Metrics.interval(series, alert.raised()),
                                measured.interval(series.group(), alert.raised())),
                until(alert, series.group()));
    }

    private List<Alarm> alarmsUntil(Alert alert) {
        List<Alarm> alarms = new ArrayList<>(snapshot.alarms());
        alarms.addAll(alert.alarms());
        return alarms;
    }

    /** The same finding, decided by symptoms of any kind. */
    private Finding bySymptoms(Finding finding, SymptomFinder.Decision decision) {
        double sum = decision.causes().stream().mapToDouble(SymptomModel.Candidate::weight).sum();
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (SymptomModel.Candidate cause : decision.causes().stream().limit(KEEP).toList()) {
            int entity = graph.number(cause.entity()).orElseThrow();
            Reach reach = graph.reach(entity, MAX_REACH);
            hypotheses.add(
                    new Hypothesis(
                            entity,
                            cause.weight(),
                            cause.weight() / Math.max(sum, 1),
                            cause.since(),
                            0,
                            reach,
                            heard(reach, finding.storm()),
                            0,
                            finding.health().failing(cause.entity()),
                            0));
        }
        return finding.bySymptoms(decision.verdict(), hypotheses, decision);
    }

    /** What an alert about no storm is about: its subject, else all it names. */
    public static Set<String> starts(Alert alert) {
        Set<String> starts = new LinkedHashSet<>();
        alert.subject().ifPresent(starts::add);
        if (starts.isEmpty()) {
            starts.addAll(alert.entities());
            starts.removeAll(alert.calledWell());
            Set<String> over = over(alert);
            if (!over.containsAll(starts)) {
                starts.removeAll(over);
            }
        }
        return starts;
    }

    /** What the alert lists as well again. */
    private static Set<String> over(Alert alert) {
        Set<String> over = new LinkedHashSet<>();
        alert.alarms().stream()
                .filter(a -> a.severity() == Severity.CLEARED)
                .forEach(a -> over.add(a.entity()));
        alert.alarms().stream()
                .filter(a -> a.severity() != Severity.CLEARED)
                .forEach(a -> over.remove(a.entity()));
        return over;
    }

    private Finding byMetrics(Alert alert, Storm storm) {
        Set<String> starts = starts(alert);
        boolean isUnknown = starts.isEmpty() && !alert.unknown().isEmpty();
        List<Integer> scope =
                isUnknown ? List.of() : starts.isEmpty() ? everything() : scope(starts);
        Health health = Health.of(deviations(alert, scope));
        MetricView metrics = new MetricModel(graph, snapshot, measured, health, alert).view(scope);
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
        return scan(
                scope.stream().map(graph::id).toList(),
                group ->
                        new Window(
                                alert.raised() - measured.interval(group, alert.raised()),
                                until(alert, group)),
                alert.metric().isEmpty());
    }

    /** The alert's own metric has to be off, or something it needs so much that it must be felt. */
    private static Verdict verdict(Alert alert, MetricView metrics, Health health) {
        if (metrics.own().isPresent()) {
            Deviation own = metrics.own().get();
            boolean confirmed =
                    own.anomalous()
                            || (alert.metric().isEmpty() && (own.failing() || own.drifting()));
            if (!metrics.ranked().isEmpty() && (confirmed || metrics.reaches())) {
                return Verdict.FAULT;
            }
            // What is off though nothing that can fail explains it is not well.
            return confirmed ? Verdict.INCONCLUSIVE : Verdict.NO_FAULT;
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
                !snapshot.overview().alarmedKinds().isEmpty(),
                uncovered(hypotheses, health),
                symptoms(alert),
                "",
                1);
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
