package dev.nocturne.investigator;

import dev.nocturne.core.event.Visualization;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.signal.AlarmTable;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Severity;
import dev.nocturne.investigator.wording.Say;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.query.SqlResult;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls of the telemetry specialist, which asks the tables by SQL. */
final class TelemetryDesk {
    private static final int MAX_QUERIES = 4;
    private static final int MAX_DEVIATIONS = 60;

    private final Scenario scenario;
    private final CauseFinder finder;

    TelemetryDesk(Scenario scenario, CauseFinder finder) {
        this.scenario = scenario;
        this.finder = finder;
    }

    /** The alarms of the window. */
    ToolResult alarms(Finding finding) throws InterruptedException, ToolFailure {
        Window window = finding.storm().window();
        List<String[]> steps = new ArrayList<>();
        List<Visualization> tables = new ArrayList<>();
        for (AlarmTable table : finder.alarmTables()) {
            ask(Queries.alarms(table, window), window.until(), steps, tables);
        }
        failIfNone(steps, tables);
        return new ToolResult(
                saidOfAlarms(finding), tables, Calls.steps(Specialists.TELEMETRY, steps));
    }

    static String saidOfAlarms(Finding finding) {
        Storm storm = finding.storm();
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

    /** Metrics that are off, and those of what the alert names. */
    ToolResult metrics(Finding finding) throws InterruptedException, ToolFailure {
        List<Deviation> shown = telling(finding);
        List<String[]> steps = new ArrayList<>();
        List<Visualization> tables = new ArrayList<>();
        tables.add(
                Views.deviations(
                        shown,
                        "deviation of each metric from its own history (median and median absolute deviation)"));
        Map<String, Set<String>> entities = new LinkedHashMap<>();
        Map<String, Deviation> first = new LinkedHashMap<>();
        for (Deviation deviation : shown) {
            entities.computeIfAbsent(deviation.metric(), m -> new LinkedHashSet<>())
                    .add(deviation.entity());
            first.putIfAbsent(deviation.metric(), deviation);
        }
        for (Map.Entry<String, Deviation> entry : first.entrySet()) {
            Deviation deviation = entry.getValue();
            TelemetryTable table = scenario.telemetry().table(deviation.table()).orElse(null);
            if (steps.size() < MAX_QUERIES && table != null) {
                Set<String> ids = entities.getOrDefault(entry.getKey(), Set.of());
                ask(
                        Queries.beforeAndIn(table, deviation.column(), ids, deviation.window()),
                        deviation.window().until(),
                        steps,
                        tables);
            }
        }
        return new ToolResult(
                saidOfMetrics(finding), tables, Calls.steps(Specialists.TELEMETRY, steps));
    }

    static String saidOfMetrics(Finding finding) {
        List<String> off =
                finding.health().byEntity().keySet().stream()
                        .filter(finding.health()::fails)
                        .toList();
        int covered = finding.health().byEntity().size();
        if (covered == 0) {
            return "No metric has values at the time of the incident.";
        }
        return off.isEmpty()
                ? "Metrics of "
                        + Say.count(covered, "entity", "entities")
                        + " are within their usual range."
                : Say.amount(off.size())
                        + " of "
                        + Say.count(covered, "entity", "entities")
                        + " with metrics "
                        + (off.size() == 1 ? "is" : "are")
                        + " abnormal: "
                        + Say.list(off, 8)
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
        for (String entity : finding.alert().entities().stream().limit(MAX_DEVIATIONS).toList()) {
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

    /** Asks one query; a refusal is a step that says so. */
    void ask(String sql, long asOf, List<String[]> steps, List<Visualization> tables)
            throws InterruptedException {
        switch (scenario.sql().query(sql, Instant.ofEpochMilli(asOf))) {
            case SqlResult.Rows rows -> {
                steps.add(new String[] {sql, Say.count(rows.rows().size(), "row", "rows")});
                tables.add(Views.table(rows, sql));
            }
            case SqlResult.QueryFailed failed ->
                    steps.add(new String[] {sql, "failed: " + failed.message()});
        }
    }

    static void failIfNone(List<String[]> steps, List<Visualization> tables) throws ToolFailure {
        if (tables.isEmpty() && !steps.isEmpty()) {
            throw new ToolFailure("query_failed", steps.getFirst()[1]);
        }
    }
}
