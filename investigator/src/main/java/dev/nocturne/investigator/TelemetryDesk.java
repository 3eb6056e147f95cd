package dev.nocturne.investigator;

import dev.nocturne.core.event.Visualization;
import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What alarms and metrics show, in words and as tables. */
final class TelemetryDesk {
    private static final int MAX_DEVIATIONS = 60;

    /** Series of which the values themselves are shown. */
    private static final int MAX_SERIES = 4;

    private TelemetryDesk() {}

    /** The end of a sentence; empty where nothing is alarmed, or it is not known. */
    static String saidOfOpen(EnvironmentOverview overview) {
        int grave = overview.alarmed(Severity.MAJOR);
        int all = overview.alarmed(Severity.CLEARED);
        if (all == 0) {
            return "";
        }
        return "; "
                + Say.count(grave > 0 ? grave : all, "entity has", "entities have")
                + " open alarms"
                + (grave > 0 ? " of severity major or higher" : "")
                + ", raised in the last 24 hours";
    }

    static String saidOfAlarms(Storm storm) {
        if (storm.all().isEmpty()) {
            return "No alarms " + Say.between(storm.window().from(), storm.window().until()) + ".";
        }
        return Say.count(storm.all().size(), "alarm", "alarms")
                + " on "
                + Say.count(
                        (int) storm.all().stream().map(a -> a.entity()).distinct().count(),
                        "entity",
                        "entities")
                + " "
                + Say.between(storm.window().from(), storm.window().until())
                + "; "
                + Say.count(storm.counted().size(), "entity has", "entities have")
                + (isGrave(storm) ? " open alarms of severity major or higher; " : " open alarms; ")
                + (storm.cleared() == 0
                        ? "none has cleared."
                        : Say.count(storm.cleared(), "alarm has", "alarms have") + " cleared.");
    }

    private static boolean isGrave(Storm storm) {
        return storm.counted().values().stream()
                .flatMap(List::stream)
                .allMatch(alarm -> alarm.severity().compareTo(Severity.MAJOR) >= 0);
    }

    /** How each metric that matters stands against its past, and the values of the first. */
    static List<Visualization> metrics(Finding finding, Part<List<Series>> part) {
        List<Series> series = part.answer().data().orElse(List.of());
        List<Deviation> shown =
                telling(finding).stream()
                        .filter(d -> series.stream().anyMatch(s -> isOf(d, s)))
                        .toList();
        List<Visualization> views = new ArrayList<>();
        views.add(
                Views.deviations(
                        shown,
                        "deviation of each metric from its own history (median and median absolute deviation)"));
        String query = part.answer().provenance().query();
        series.stream()
                .filter(s -> shown.stream().limit(MAX_SERIES).anyMatch(d -> isOf(d, s)))
                .limit(MAX_SERIES)
                .forEach(s -> views.add(Views.values(s, s.query().isEmpty() ? query : s.query())));
        return views;
    }

    private static boolean isOf(Deviation deviation, Series series) {
        return deviation.entity().equals(series.entity())
                && deviation.column().equals(series.metric())
                && deviation.table().equals(series.group());
    }

    static String saidOfMetrics(Finding finding) {
        Set<String> off = new LinkedHashSet<>();
        finding.health().byEntity().keySet().stream()
                .filter(finding.health()::fails)
                .forEach(off::add);
        Set<String> covered = new LinkedHashSet<>(finding.health().byEntity().keySet());
        finding.symptoms()
                .byEntity()
                .forEach((entity, symptoms) -> {
                    boolean metric =
                            symptoms.stream()
                                    .anyMatch(s ->
                                            switch (s.kind()) {
                                                case METRIC, RANGE, LIMIT, PEER, STALLED, SILENT ->
                                                        true;
                                                case STATE, FLAPPING, EVENT, ALARM -> false;
                                            });
                    if (metric) {
                        off.add(entity);
                        covered.add(entity);
                    }
                });
        if (covered.isEmpty()) {
            return finding.symptoms().measured().isEmpty()
                    ? "No metric has values at the time of the incident."
                    : "No metric could be compared with a past.";
        }
        return off.isEmpty()
                ? "Metrics of "
                        + Say.count(covered.size(), "entity", "entities")
                        + " are within their usual range."
                : Say.amount(off.size())
                        + " of "
                        + Say.count(covered.size(), "entity", "entities")
                        + " with metrics "
                        + (off.size() == 1 ? "is" : "are")
                        + " abnormal: "
                        + Say.list(List.copyOf(off), 8)
                        + ".";
    }

    private static List<Deviation> telling(Finding finding) {
        List<Deviation> shown = new ArrayList<>();
        finding.metrics().own().ifPresent(shown::add);
        List<Deviation> off = new ArrayList<>();
        finding.health()
                .byEntity()
                .values()
                .forEach(all ->
                        all.stream().filter(d -> d.failing() || d.drifting()).forEach(off::add));
        off.sort(
                Comparator.comparingInt((Deviation d) -> isCause(finding, d) ? 0 : 1)
                        .thenComparing(Comparator.comparingDouble(Deviation::strength).reversed())
                        .thenComparing(Deviation::entity)
                        .thenComparing(Deviation::column));
        off.stream().filter(d -> !shown.contains(d)).limit(MAX_DEVIATIONS).forEach(shown::add);
        Alert alert = finding.alert();
        for (String entity : alert.entities().stream().limit(MAX_DEVIATIONS).toList()) {
            finding.health().of(entity).stream()
                    .filter(d -> !shown.contains(d))
                    .limit(3)
                    .forEach(shown::add);
        }
        return shown;
    }

    private static boolean isCause(Finding finding, Deviation deviation) {
        return !finding.hypotheses().isEmpty()
                && finding.graph()
                        .id(finding.hypotheses().getFirst().entity())
                        .equals(deviation.entity());
    }
}
