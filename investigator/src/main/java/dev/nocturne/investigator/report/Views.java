package dev.nocturne.investigator.report;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.Column;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as things to look at. */
public final class Views {
    private static final int MAX_EDGES = 120;
    private static final int MAX_HITS = 5;
    private static final int HIT_CHARS = 600;
    private static final int MAX_VALUES = 200;
    private static final int MAX_ALARM_ROWS = 200;

    private Views() {}

    /** All rows: what does not fit on the wire is cut there, and kept beside the log. */
    private static Visualization whole(
            List<Column> columns, List<List<@Nullable Object>> rows, String query) {
        return new Visualization.Table(new Visualization.TableRows(columns, rows, query, null));
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static double rounded(double value) {
        return Double.isFinite(value)
                ? Double.parseDouble(String.format(java.util.Locale.ROOT, "%.4g", value))
                : 0;
    }

    public static Visualization deviations(List<Deviation> deviations, String query) {
        List<Column> columns =
                List.of(
                        new Column("entity", "string"),
                        new Column("metric", "string"),
                        new Column("usual", "number"),
                        new Column("now", "number"),
                        new Column("deviation", "number"),
                        new Column("since", "datetime"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Deviation d : deviations) {
            rows.add(
                    row(
                            d.entity(),
                            d.metric(),
                            rounded(d.usualValue()),
                            rounded(d.shown()),
                            rounded(d.strength()),
                            Say.iso(d.since())));
        }
        return whole(columns, rows, query);
    }

    /** The newest values of a series. */
    public static Visualization values(Series series, String query) {
        List<Column> columns =
                List.of(
                        new Column("time", "datetime"),
                        new Column("entity", "string"),
                        new Column(series.metric(), "number"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = Math.max(0, series.size() - MAX_VALUES); i < series.size(); i++) {
            double value = series.values()[i];
            rows.add(
                    row(
                            Say.iso(series.times()[i]),
                            series.entity(),
                            Double.isNaN(value) ? null : value));
        }
        return whole(columns, rows, query);
    }

    /** Alarms by entity, type and severity, in the order of the first of each. */
    public static Visualization alarms(List<Alarm> alarms, String query) {
        List<Column> columns =
                List.of(
                        new Column("entity", "string"),
                        new Column("type", "string"),
                        new Column("severity", "string"),
                        new Column("alarms", "number"),
                        new Column("first", "datetime"),
                        new Column("last", "datetime"));
        record Key(String entity, String type, String severity) {}
        Map<Key, List<Alarm>> groups = new LinkedHashMap<>();
        for (Alarm alarm : alarms) {
            Key key = new Key(alarm.entity(), alarm.type(), alarm.severity().name());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(alarm);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        groups.forEach((key, all) -> {
            if (rows.size() < MAX_ALARM_ROWS) {
                rows.add(
                        row(
                                key.entity(),
                                key.type(),
                                key.severity(),
                                all.size(),
                                Say.iso(all.getFirst().time()),
                                Say.iso(all.getLast().time())));
            }
        });
        return whole(columns, rows, query);
    }

    /** The newest events. */
    public static Visualization events(List<Occurrence> events, String query) {
        List<Column> columns =
                List.of(
                        new Column("time", "datetime"),
                        new Column("entity", "string"),
                        new Column("event", "string"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Occurrence event :
                events.subList(Math.max(0, events.size() - MAX_VALUES), events.size())) {
            rows.add(row(Say.iso(event.time()), event.entity(), event.text()));
        }
        return whole(columns, rows, query);
    }

    /** The last state of each entity and since when it has it. */
    public static Visualization states(List<StateSeries> states, String query) {
        List<Column> columns =
                List.of(
                        new Column("entity", "string"),
                        new Column("state", "string"),
                        new Column("value", "string"),
                        new Column("since", "datetime"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (StateSeries one : states.stream().limit(MAX_VALUES).toList()) {
            StateSeries.Change last = one.changes().getLast();
            rows.add(row(one.entity(), one.state(), last.value(), Say.iso(last.time())));
        }
        return whole(columns, rows, query);
    }

    public static Visualization hypotheses(Finding finding, String query) {
        List<Column> columns =
                List.of(
                        new Column("entity", "string"),
                        new Column("kind", "string"),
                        new Column("score", "number"),
                        new Column("confidence", "number"),
                        new Column("alarms_explained", "number"),
                        new Column("alarms_missing", "number"),
                        new Column("metrics_failing", "number"),
                        new Column("metrics_healthy", "number"),
                        new Column("since", "datetime"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Hypothesis h : finding.hypotheses().stream().limit(10).toList()) {
            rows.add(
                    row(
                            finding.graph().id(h.entity()),
                            finding.graph().label(h.entity()),
                            rounded(h.score()),
                            rounded(h.confidence()),
                            h.heard().size(),
                            Math.max(0, h.missing()),
                            h.failing().size(),
                            h.healthy(),
                            Say.iso(h.since())));
        }
        return whole(columns, rows, query);
    }

    /** The ways by which a failure spreads. */
    public static Visualization reach(DependencyGraph graph, Reach reach, String query) {
        List<Column> columns =
                List.of(
                        new Column("source", "string"),
                        new Column("target", "string"),
                        new Column("relation", "string"),
                        new Column("source_label", "string"),
                        new Column("target_label", "string"),
                        new Column("effect", "string"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int edges = 0;
        for (Map.Entry<Integer, Reach.Touched> entry : reach.touched().entrySet()) {
            if (entry.getValue().hops() == 0) {
                continue;
            }
            edges++;
            if (rows.size() < MAX_EDGES) {
                rows.add(
                        row(
                                graph.id(entry.getKey()),
                                graph.id(entry.getValue().via()),
                                relation(graph, entry.getKey(), entry.getValue().via()),
                                graph.label(entry.getKey()),
                                graph.label(entry.getValue().via()),
                                entry.getValue().effect().word()));
            }
        }
        return new Visualization.Graph(
                new Visualization.Rows(columns, rows, query, edges > rows.size() ? edges : null));
    }

    /** What some entities need, as a graph. */
    public static Visualization needs(DependencyGraph graph, List<Integer> entities, String query) {
        List<Column> columns =
                List.of(
                        new Column("source", "string"),
                        new Column("target", "string"),
                        new Column("relation", "string"),
                        new Column("source_label", "string"),
                        new Column("target_label", "string"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int edges = 0;
        for (int entity : entities) {
            for (DependencyGraph.Need need : graph.needs(entity)) {
                edges++;
                if (rows.size() < MAX_EDGES) {
                    rows.add(
                            row(
                                    graph.id(entity),
                                    graph.id(need.needed()),
                                    need.relation(),
                                    graph.label(entity),
                                    graph.label(need.needed())));
                }
            }
        }
        return new Visualization.Graph(
                new Visualization.Rows(columns, rows, query, edges > rows.size() ? edges : null));
    }

    /** The relation by which one needs the other; "depends on" where it is not a direct one. */
    static String relation(DependencyGraph graph, int needy, int needed) {
        return graph.needs(needy).stream()
                .filter(n -> n.needed() == needed)
                .map(DependencyGraph.Need::relation)
                .findFirst()
                .orElse("depends on");
    }

    public static Visualization affected(DependencyGraph graph, Impact impact, String query) {
        List<Column> columns =
                List.of(
                        new Column("entity", "string"),
                        new Column("kind", "string"),
                        new Column("impact", "string"),
                        new Column("observed", "boolean"),
                        new Column("name", "string"));
        Names names = new Names(graph);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        impact.affected()
                .forEach(a ->
                        rows.add(
                                row(
                                        graph.id(a.entity()),
                                        graph.label(a.entity()),
                                        a.effect().word(),
                                        a.observed(),
                                        names.of(a.entity()))));
        return whole(columns, rows, query);
    }

    public static Visualization documents(String content, String agent, List<Match> matches) {
        List<Visualization.SearchHit> hits = new ArrayList<>();
        for (Match match : matches) {
            hits.add(hit(match));
        }
        return new Visualization.Documents(
                new Visualization.Found(
                        content,
                        agent,
                        matches.stream().map(Match::id).toList(),
                        hits.stream().limit(MAX_HITS).toList()));
    }

    private static Visualization.SearchHit hit(Match match) {
        String text = match.passage().text();
        return new Visualization.SearchHit(
                rounded(match.passage().score()),
                match.passage().title(),
                text.length() > HIT_CHARS ? Text.cut(text, HIT_CHARS) + "…" : text,
                match.passage().id());
    }
}
