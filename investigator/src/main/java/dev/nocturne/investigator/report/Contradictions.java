package dev.nocturne.investigator.report;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements of the alert that the data contradict. */
public final class Contradictions {
    private static final int MAX = 8;

    /** A line with a time of day is an entry, not prose. */
    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

    private final Finding finding;
    private final Alert alert;
    private final DependencyGraph graph;

    private Contradictions(Finding finding) {
        this.finding = finding;
        this.alert = finding.alert();
        this.graph = finding.graph();
    }

    /** One sentence each, the weightiest first. */
    public static List<String> of(Finding finding) {
        return new Contradictions(finding).all();
    }

    private List<String> all() {
        Set<String> sentences = new LinkedHashSet<>();
        ownMetric(sentences);
        alarmedButWell(sentences);
        suspects(sentences);
        firstAlarm(sentences);
        return sentences.stream().limit(MAX).toList();
    }

    private void ownMetric(Set<String> sentences) {
        if (finding.method() != Finding.Method.METRICS
                || finding.verdict() == Verdict.INCONCLUSIVE) {
            return;
        }
        finding.metrics()
                .own()
                .filter(d -> !d.failing() && !d.drifting())
                .ifPresent(d ->
                        sentences.add(
                                d.sense().family() == MetricSense.Family.TRAFFIC
                                        ? "The traffic of "
                                                + d.entity()
                                                + " is unusual ("
                                                + Say.deviation(d)
                                                + "), which is not a fault by itself."
                                        : "The alert is about "
                                                + d.entity()
                                                + ", but its "
                                                + Say.deviation(d)
                                                + " is within its usual range."));
        if (finding.verdict() == Verdict.NO_FAULT) {
            for (String entity : alert.subject().stream().toList()) {
                well(entity).ifPresent(why -> sentences.add(entity + health(entity) + why + "."));
            }
        }
    }

    private void alarmedButWell(Set<String> sentences) {
        for (Alarm alarm : alert.alarms()) {
            if (explains(alarm.entity())) {
                continue;
            }
            if (alarm.complaint() == Complaint.DOWN || alarm.complaint() == Complaint.DEGRADED) {
                well(alarm.entity())
                        .ifPresent(why ->
                                sentences.add(
                                        alarm.type()
                                                + " was raised on "
                                                + alarm.entity()
                                                + ", but "
                                                + why
                                                + "."));
            }
        }
        if (finding.storm().cleared() > 0 && finding.verdict() == Verdict.NO_FAULT) {
            sentences.add(
                    Say.count(finding.storm().cleared(), "alarm", "alarms")
                            + " had cleared before the alert was raised.");
        }
    }

    /** An open alarm leaves room for doubt where metrics show nothing. */
    private String health(String entity) {
        return finding.storm().counted().containsKey(entity)
                ? " has normal metrics in spite of its alarm: "
                : " is healthy: ";
    }

    /** What its metrics say when none is abnormal; only metrics measured since the fault count. */
    private java.util.Optional<String> well(String entity) {
        long onset =
                finding.hypotheses().isEmpty() || finding.verdict() == Verdict.NO_FAULT
                        ? Long.MIN_VALUE
                        : finding.hypotheses().getFirst().since();
        List<Deviation> all =
                finding.health().of(entity).stream().filter(d -> d.lastAt() >= onset).toList();
        boolean unusual =
                all.stream()
                        .anyMatch(d ->
                                Math.abs(d.now() - d.usual()) > Deviation.ANOMALOUS * d.scale());
        boolean ill =
                finding.symptoms().of(entity).stream()
                        .filter(symptom -> symptom.kind() != Symptom.Kind.ALARM)
                        .anyMatch(symptom -> symptom.isGoingOn(alert.latest()));
        if (all.isEmpty() || unusual || ill || finding.health().fails(entity)) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(
                all.stream()
                                .sorted(
                                        Comparator.comparingInt((Deviation d) ->
                                                        d.sense().direction() == 0 ? 1 : 0)
                                                .thenComparingDouble(d -> -d.usualValue()))
                                .limit(2)
                                .map(Say::deviation)
                                .collect(Collectors.joining(", "))
                        + ", within the normal range");
    }

    /** Entities named in prose that the cause neither is nor touches. */
    private void suspects(Set<String> sentences) {
        for (String entity : alert.entities()) {
            boolean subject = alert.subject().filter(entity::equals).isPresent();
            boolean inProse = prose().contains(entity);
            if (subject || !inProse || explains(entity)) {
                continue;
            }
            var well = well(entity);
            if (well.isPresent()) {
                sentences.add(
                        entity + " is named in the alert, but" + health(entity) + well.get() + ".");
            } else if (finding.health().fails(entity)) {
                Deviation worst = finding.health().failing(entity).getFirst();
                sentences.add(
                        entity
                                + " is abnormal ("
                                + Say.deviation(worst)
                                + "), but nothing affected depends on it, or the impact started without it.");
            } else if (finding.verdict() == Verdict.FAULT) {
                sentences.add(
                        entity
                                + " is named in the alert, but its failure would not explain the alarms and metrics.");
            }
        }
    }

    private String prose() {
        return alert.text()
                .lines()
                .filter(l -> !CLOCK.matcher(l).find())
                .collect(Collectors.joining("\n"));
    }

    private boolean explains(String entity) {
        if (finding.verdict() == Verdict.NO_FAULT
                || finding.hypotheses().isEmpty()
                || graph.number(entity).isEmpty()) {
            return false;
        }
        int number = graph.number(entity).getAsInt();
        Hypothesis first = finding.hypotheses().getFirst();
        Reach reach = first.reach();
        return reach.touched().containsKey(number);
    }

    private void firstAlarm(Set<String> sentences) {
        if (finding.method() != Finding.Method.ALARMS || finding.verdict() != Verdict.FAULT) {
            return;
        }
        List<String> early = new ArrayList<>();
        for (Alarm alarm : finding.storm().all()) {
            if (alarm.time() >= finding.hypotheses().getFirst().since()) {
                break;
            }
            if (!explains(alarm.entity()) && !early.contains(alarm.entity())) {
                early.add(alarm.entity());
            }
        }
        if (!early.isEmpty()) {
            sentences.add(
                    "The first alarms ("
                            + Say.list(early, 4)
                            + ") predate the fault and are unrelated to it.");
        }
    }
}
