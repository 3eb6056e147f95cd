package dev.nocturne.llm.specialist;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.Column;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.knowledge.SearchHit;
import dev.nocturne.sources.pack.query.SqlResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats results of tools: as visualizations for people and as text for models. */
final class ToolViews {
    /** Rows of one result that a model reads; it can aggregate in SQL if there are more. */
    private static final int MODEL_ROWS = 60;

    /** Characters of one result that a model reads. */
    private static final int MODEL_CHARS = 8_000;

    /** Characters of a passage in a visualization. */
    private static final int HIT_CHARS = 600;

    private ToolViews() {}

    static Visualization table(SqlResult.Rows rows, String query) {
        List<Column> columns =
                rows.columns().stream()
                        .map(c ->
                                new Column(
                                        c.name(),
                                        c.type() == SqlResult.Type.TEXT ? "string" : "number"))
                        .toList();
        return new Visualization.Table(
                new Visualization.TableRows(columns, rows.rows(), query, null));
    }

    /** Formats rows for a model, one per line, and how many were omitted. */
    static String text(SqlResult.Rows rows) {
        StringBuilder text = new StringBuilder();
        text.append(String.join(" | ", rows.columns().stream().map(c -> c.name()).toList()));
        int shown = 0;
        for (List<@Nullable Object> row : rows.rows()) {
            String line =
                    String.join(" | ", row.stream().map(v -> v == null ? "" : "" + v).toList());
            if (shown >= MODEL_ROWS || text.length() + line.length() > MODEL_CHARS) {
                break;
            }
            text.append('\n').append(line);
            shown++;
        }
        text.append("\n(").append(rows.rows().size()).append(" rows");
        if (shown < rows.rows().size()) {
            text.append(", the first ")
                    .append(shown)
                    .append(" shown; narrow the query or aggregate");
        }
        if (rows.truncated()) {
            text.append("; rows or cells over the limit were cut");
        }
        return text.append(')').toString();
    }

    static Visualization graph(Topology topology, Collection<Relation> relations, String query) {
        List<Column> columns =
                List.of(
                        new Column("source", "string"),
                        new Column("target", "string"),
                        new Column("relation", "string"),
                        new Column("source_label", "string"),
                        new Column("target_label", "string"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Relation relation : relations) {
            rows.add(
                    Arrays.asList(
                            relation.source(),
                            relation.target(),
                            relation.label(),
                            label(topology, relation.source()),
                            label(topology, relation.target())));
        }
        return new Visualization.Graph(new Visualization.Rows(columns, rows, query, null));
    }

    private static String label(Topology topology, String id) {
        return topology.entity(id).map(Entity::label).orElse("");
    }

    static String text(Collection<Relation> relations) {
        List<String> lines = new ArrayList<>();
        for (Relation relation : relations) {
            lines.add(relation.source() + " -" + relation.label() + "-> " + relation.target());
        }
        return lines(lines, "relations");
    }

    static String line(Entity entity) {
        return entity.id()
                + " ("
                + entity.label()
                + ") "
                + EventCodec.JSON.writeValueAsString(entity.properties());
    }

    /** Joins as many lines as a model reads, and says how many there are. */
    static String lines(List<String> lines, String many) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (String line : lines) {
            if (shown >= 2 * MODEL_ROWS || text.length() + line.length() > MODEL_CHARS) {
                break;
            }
            text.append(line).append('\n');
            shown++;
        }
        text.append('(').append(lines.size()).append(' ').append(many);
        if (shown < lines.size()) {
            text.append(", the first ").append(shown).append(" shown");
        }
        return text.append(')').toString();
    }

    static Visualization documents(String agent, String content, List<SearchHit> hits) {
        return new Visualization.Documents(
                new Visualization.Found(
                        content,
                        agent,
                        hits.stream().map(SearchHit::documentId).distinct().toList(),
                        hits.stream()
                                .map(h ->
                                        new Visualization.SearchHit(
                                                h.score(),
                                                h.title(),
                                                Text.cut(h.content(), HIT_CHARS),
                                                h.chunkId()))
                                .toList()));
    }

    static String passages(List<SearchHit> hits, int total) {
        StringBuilder text = new StringBuilder();
        for (SearchHit hit : hits) {
            String passage = "[" + hit.documentId() + "] " + hit.title() + "\n" + hit.content();
            if (text.length() + passage.length() > MODEL_CHARS) {
                passage = Text.cut(passage, Math.max(200, MODEL_CHARS - text.length())) + "…";
            }
            text.append(passage).append("\n\n");
        }
        return text.append('(')
                .append(hits.size())
                .append(" of ")
                .append(total)
                .append(" passages that match)")
                .toString();
    }
}
