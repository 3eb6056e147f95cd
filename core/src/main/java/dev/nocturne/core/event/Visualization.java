package dev.nocturne.core.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph, a table or documents of a result. In JSON {@code {"type": ..., "data": {...}}}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Visualization.Graph.class, name = "graph"),
    @JsonSubTypes.Type(value = Visualization.Table.class, name = "table"),
    @JsonSubTypes.Type(value = Visualization.Documents.class, name = "documents")
})
public sealed interface Visualization {
    /** Rows that span a graph; the first columns name the ends of an edge. */
    record Graph(Rows data) implements Visualization {}

    record Table(TableRows data) implements Visualization {}

    record Documents(Found data) implements Visualization {}

    /**
     * Cells are strings, numbers, booleans or null.
     *
     * @param truncated the number of rows before they were cut to the size limit of events, or null
     */
    record Rows(
            List<Column> columns,
            List<List<@Nullable Object>> data,
            String query,
            @Nullable Integer truncated) {}

    /** As {@link Rows}; a table calls its rows {@code rows}. */
    record TableRows(
            List<Column> columns,
            List<List<@Nullable Object>> rows,
            String query,
            @Nullable Integer truncated) {}

    /** The documents found. {@code content} is a summary in Markdown. */
    record Found(
            String content,
            String agent,
            @Nullable List<String> citations,
            @JsonProperty("searchHits") @Nullable List<SearchHit> searchHits) {}

    /** A passage found; a higher score is better. */
    record SearchHit(double score, String title, String content, String chunkId) {}
}
