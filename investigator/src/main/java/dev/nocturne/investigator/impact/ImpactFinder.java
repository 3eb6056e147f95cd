package dev.nocturne.investigator.impact;

import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Deviation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Works out what a finding means for others. Where several causes are about equally probable, an
 * entity counts as affected when its chance of being so is at least {@link #LIKELY}.
 */
public final class ImpactFinder {
    /** Near the threshold that makes the expected F1 greatest for sets of the sizes met here. */
    private static final double LIKELY = 0.35;

    private static final int MAX_BACKUPS = 40;
    private static final int MAX_SHARED = 6;
    private static final int MAX_SUPPORTERS = 2_000;

    private final Snapshot snapshot;
    private final Finding finding;
    private final DependencyGraph graph;
    private final Thresholds thresholds;
    private final Agreements agreements;
    private final Set<String> atRiskByAlarm;

    public ImpactFinder(Snapshot snapshot, Finding finding) {
        this.snapshot = snapshot;
        this.finding = finding;
        this.graph = finding.graph();
        this.thresholds = new Thresholds(snapshot.overview().metrics());
        this.agreements = new Agreements(snapshot.topology());
        this.atRiskByAlarm = atRiskByAlarm(finding);
    }

    /** Nothing is affected when there is no fault; what may be where that cannot be told. */
    public Impact find() {
        if (finding.verdict() == Verdict.NO_FAULT || finding.hypotheses().isEmpty()) {
            return Impact.NONE;
        }
        List<Impact.Affected> affected = affected();
        affected.sort(
                Comparator.comparingInt((Impact.Affected a) -> a.offer() ? 0 : 1)
                        .thenComparing(Impact.Affected::effect, Comparator.reverseOrder())
                        .thenComparingInt(Impact.Affected::entity));
        return counted(affected);
    }

    private List<Impact.Affected> affected() {
        Map<Integer, Double> chance = new TreeMap<>();
        Map<Integer, Effect> predicted = new HashMap<>();
        double sum = finding.hypotheses().stream().mapToDouble(Hypothesis::confidence).sum();
        for (Hypothesis hypothesis : finding.hypotheses()) {
            double weight = hypothesis.confidence() / sum;
            for (Map.Entry<Integer, Reach.Touched> entry :
                    hypothesis.reach().touched().entrySet()) {
                Effect effect = entry.getValue().effect();
                // What may be the cause itself is not affected by being it.
                if (entry.getValue().hops() == 0) {
                    continue;
                }
                if (effect != Effect.AT_RISK || atRiskByAlarm.contains(graph.id(entry.getKey()))) {
                    chance.merge(entry.getKey(), weight, Double::sum);
                    predicted.putIfAbsent(entry.getKey(), effect);
                }
            }
        }
        Set<Integer> causes = new HashSet<>();
        finding.hypotheses().stream().limit(finding.faults()).forEach(h -> causes.add(h.entity()));
        if (finding.method() == Finding.Method.SYMPTOMS) {
            ofFaults(chance, predicted);
        }
        List<Impact.Affected> affected = new ArrayList<>();
        chance.forEach((entity, share) -> {
            if (share >= LIKELY && !causes.contains(entity)) {
                judged(entity, predicted.getOrDefault(entity, Effect.DOWN))
                        .ifPresent(affected::add);
            }
        });
        return affected;
    }

    /** What the causes reach is affected, however many other candidates there are. */
    private void ofFaults(Map<Integer, Double> chance, Map<Integer, Effect> predicted) {
        finding.hypotheses().stream()
                .limit(finding.faults())
                .forEach(h ->
                        h.reach()
                                .touched()
                                .forEach((entity, touched) -> {
                                    chance.put(entity, 1.0);
                                    predicted.putIfAbsent(entity, touched.effect());
                                }));
        for (String id : finding.alert().entities()) {
            graph.number(id)
                    .ifPresent(entity -> {
                        chance.put(entity, 1.0);
                        predicted.putIfAbsent(entity, Effect.DEGRADED);
                    });
        }
    }

    private static Set<String> atRiskByAlarm(Finding finding) {
        Set<String> ids = new HashSet<>();
        for (Alarm alarm : finding.storm().all()) {
            if (alarm.complaint() == Complaint.AT_RISK) {
                ids.add(alarm.entity());
            }
        }
        return ids;
    }

    /** Metrics of its own overrule what the dependencies foretell. */
    private Optional<Impact.Affected> judged(int entity, Effect predicted) {
        String id = graph.id(entity);
        boolean offer = isOffer(entity);
        List<Deviation> failing = finding.health().failing(id);
        boolean alarmed = finding.storm().counted().containsKey(id);
        if (predicted == Effect.AT_RISK) {
            boolean shows =
                    alarmed || !failing.isEmpty() || isGoingOn(id) || atRiskByAlarm.contains(id);
            return Optional.of(new Impact.Affected(entity, predicted, offer, shows));
        }
        if (finding.method() == Finding.Method.SYMPTOMS) {
            return bySymptoms(entity, predicted, offer);
        }
        if (!failing.isEmpty()) {
            Effect seen =
                    failing.stream()
                            .map(thresholds::effect)
                            .max(Comparator.naturalOrder())
                            .orElse(predicted);
            Effect effect =
                    finding.method() == Finding.Method.ALARMS
                                    && graph.hasSpare(entity)
                                    && predicted == Effect.DEGRADED
                                    && seen == Effect.AT_RISK
                            ? predicted
                            : seen;
            return Optional.of(new Impact.Affected(entity, effect, offer, true));
        }
        boolean contradicted =
                finding.health().covers(id) && predicted == Effect.DOWN && !saysDown(id);
        if (contradicted) {
            return Optional.empty();
        }
        if (finding.method() == Finding.Method.METRICS && !alarmed) {
            return offer && !finding.health().covers(id)
                    ? Optional.of(new Impact.Affected(entity, Effect.AT_RISK, true, false))
                    : Optional.empty();
        }
        return Optional.of(new Impact.Affected(entity, predicted, offer, alarmed));
    }

    private boolean isGoingOn(String id) {
        return finding.symptoms().of(id).stream()
                .anyMatch(s -> s.isGoingOn(finding.alert().latest()));
    }

    /** It is affected if it shows it; what is measured and shows nothing is not. */
    private Optional<Impact.Affected> bySymptoms(int entity, Effect predicted, boolean offer) {
        String id = graph.id(entity);
        if (isGoingOn(id)) {
            Effect effect =
                    predicted == Effect.DOWN && isAnswering(id) ? Effect.DEGRADED : predicted;
            return Optional.of(new Impact.Affected(entity, effect, offer, true));
        }
        boolean reached = finding.hypotheses().getFirst().reach().touched().containsKey(entity);
        return finding.symptoms().measured().contains(id) || !reached
                ? Optional.empty()
                : Optional.of(new Impact.Affected(entity, predicted, offer, false));
    }

    /** Whether it still answers calls: then it is slow or fails at times, and is not down. */
    private boolean isAnswering(String id) {
        return snapshot.series(id).stream()
                .filter(series -> series.metric().endsWith(CallMetrics.RATE))
                .anyMatch(series -> series.size() > 0 && series.values()[series.size() - 1] > 0);
    }

    private boolean saysDown(String id) {
        return finding.storm().counted().getOrDefault(id, List.of()).stream()
                .map(Alarm::complaint)
                .anyMatch(c -> c == Complaint.DOWN);
    }

    /**
     * What customers buy or use: it is called so, an agreement governs it, or it counts customers.
     */
    private boolean isOffer(int entity) {
        String id = graph.id(entity);
        if (agreements.governs(id)) {
            return true;
        }
        boolean last =
                graph.neededBy(entity).stream()
                        .allMatch(n -> KindWords.buyer(graph.label(n.needy())));
        boolean sold = !agreements.any() || agreements.governsKind(graph.label(entity));
        return last && sold && KindWords.offer(graph.label(entity));
    }

    private Impact counted(List<Impact.Affected> affected) {
        int services = 0;
        OptionalLong customers = OptionalLong.empty();
        OptionalLong users = OptionalLong.empty();
        List<Impact.Penalty> penalties = new ArrayList<>();
        for (Impact.Affected one : affected) {
            if (!one.offer() || one.effect() == Effect.AT_RISK) {
                continue;
            }
            services++;
            customers = sum(customers, Headcount.customers(graph.entity(one.entity())));
            users = sum(users, Headcount.users(graph.entity(one.entity())));
            penalties.addAll(agreements.penalties(graph.id(one.entity()), one.effect()));
        }
        Set<Impact.Clause> clauses = new LinkedHashSet<>();
        for (Impact.Affected one : affected) {
            clauses.addAll(agreements.clauses(graph.id(one.entity())));
        }
        double perHour = penalties.stream().mapToDouble(Impact.Penalty::perHour).sum();
        return new Impact(
                affected,
                services,
                customers,
                users,
                perHour,
                penalties.isEmpty() ? "" : agreements.currency(),
                penalties,
                agreements.any(),
                agreements.papers(),
                List.copyOf(clauses),
                backups(affected));
    }

    private static OptionalLong sum(OptionalLong sum, OptionalLong more) {
        return more.isEmpty() ? sum : OptionalLong.of(sum.orElse(0) + more.getAsLong());
    }

    private List<Impact.Backup> backups(List<Impact.Affected> affected) {
        List<Impact.Backup> backups = new ArrayList<>();
        for (Impact.Affected one : affected) {
            if (backups.size() < MAX_BACKUPS && graph.hasSpare(one.entity())) {
                Impact.Backup backup = backup(one.entity());
                // What only has a spare and no main way is itself what the spare stands in for.
                if (!backup.main().isEmpty()) {
                    backups.add(backup);
                }
            }
        }
        return backups;
    }

    private Impact.Backup backup(int entity) {
        List<Integer> main = new ArrayList<>();
        List<Integer> spare = new ArrayList<>();
        Set<Integer> groups = new HashSet<>();
        graph.needs(entity).stream()
                .filter(DependencyGraph.Need::backup)
                .forEach(n -> groups.add(n.group()));
        for (DependencyGraph.Need need : graph.needs(entity)) {
            if (groups.contains(need.group())) {
                (need.backup() ? spare : main).add(need.needed());
            }
        }
        Set<Integer> shared = new LinkedHashSet<>(graph.supportersOf(main, MAX_SUPPORTERS));
        shared.retainAll(graph.supportersOf(spare, MAX_SUPPORTERS));
        Set<Integer> cause =
                graph.supportersOf(
                        List.of(finding.hypotheses().getFirst().entity()), MAX_SUPPORTERS);
        List<String> names =
                shared.stream()
                        .filter(s -> !graph.isJoint(s))
                        .sorted(
                                Comparator.comparingInt((Integer s) -> cause.contains(s) ? 0 : 1)
                                        .thenComparingInt(s ->
                                                s == finding.hypotheses().getFirst().entity()
                                                        ? 0
                                                        : 1))
                        .limit(MAX_SHARED)
                        .map(graph::id)
                        .toList();
        return new Impact.Backup(graph.id(entity), ids(main), ids(spare), names);
    }

    private List<String> ids(List<Integer> entities) {
        return entities.stream().map(graph::id).toList();
    }
}
