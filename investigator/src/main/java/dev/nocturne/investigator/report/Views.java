package dev.nocturne.investigator.report;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.Column;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import dev.nocturne.scenario.query.SqlResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as things to look at. */
public final class Views {
    private static final int MAX_EDGES = 120;
    private static final int MAX_HITS = 5;
    private static final int HIT_CHARS = 600;

    private Views() {}

    /** The answer of a query. */
    public static Visualization table(SqlResult.Rows rows, String query) {
        List<Column> columns = new ArrayList<>();
        for (SqlResult.Column column : rows.columns()) {
            columns.add(
                    new Column(
                            column.name(),
                            column.type() == SqlResult.Type.TEXT ? "string" : "number"));
        }
        return whole(columns, rows.rows(), query);
    }

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
                            rounded(d.lastScore() > d.score() ? d.last() : d.nowValue()),
                            rounded(d.strength()),
                            Say.iso(d.since())));
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

    public static Visualization documents(String content, String agent, Librarian.Found found) {
        List<Visualization.SearchHit> hits = new ArrayList<>();
        for (Match match : found.matches()) {
            hits.add(hit(match));
        }
        return new Visualization.Documents(
                new Visualization.Found(
                        content,
                        agent,
                        found.matches().stream().map(Match::id).toList(),
                        hits.stream().limit(MAX_HITS).toList()));
    }

    private static Visualization.SearchHit hit(Match match) {
        String text = match.hit().content();
        return new Visualization.SearchHit(
                rounded(match.hit().score()),
                match.hit().title(),
                text.length() > HIT_CHARS ? Text.cut(text, HIT_CHARS) + "…" : text,
                match.hit().chunkId());
    }
}
