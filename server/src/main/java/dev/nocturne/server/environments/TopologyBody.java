package dev.nocturne.server.environments;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** A topology, or the part of it between entities of some labels, as the client draws it. */
final class TopologyBody implements Reply.Body {
    private final Topology topology;
    private final List<Entity> entities;
    private final List<Relation> relations;
    private final double millis;

    private TopologyBody(
            Topology topology, List<Entity> entities, List<Relation> relations, double millis) {
        this.topology = topology;
        this.entities = entities;
        this.relations = relations;
        this.millis = millis;
    }

    /** Null {@code labels} means all. {@code nanos}: the clock that measures how long it took. */
    static TopologyBody of(Topology topology, @Nullable Set<String> labels, LongSupplier nanos) {
        long start = nanos.getAsLong();
        List<Entity> entities =
                topology.entities().stream()
                        .filter(e -> labels == null || labels.contains(e.label()))
                        .toList();
        List<Relation> relations =
                labels == null
                        ? topology.relations()
                        : topology.subgraph(entities.stream().map(Entity::id).toList()).relations();
        double millis = (nanos.getAsLong() - start) / 1e6;
        return new TopologyBody(topology, entities, relations, millis);
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        OutputStream out = sink.document();
        JsonGenerator json = EventCodec.JSON.createGenerator(out);
        try {
            write(json);
            json.flush();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        out.close();
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeName("nodes");
        json.writeStartArray();
        entities.forEach(entity -> node(json, entity));
        json.writeEndArray();
        json.writeName("edges");
        json.writeStartArray();
        relations.forEach(relation -> edge(json, relation));
        json.writeEndArray();
        json.writeName("meta");
        json.writeStartObject();
        json.writeNumberProperty("node_count", entities.size());
        json.writeNumberProperty("edge_count", relations.size());
        json.writeNumberProperty("query_time_ms", millis);
        json.writeName("labels");
        json.writeStartArray();
        topology.entityLabels().forEach(json::writeString);
        json.writeEndArray();
        // Packs are in memory, so there is no cache.
        json.writeBooleanProperty("cached", false);
        json.writeEndObject();
        json.writeNullProperty("error");
        json.writeEndObject();
    }

    private static void node(JsonGenerator json, Entity entity) {
        json.writeStartObject();
        json.writeStringProperty("id", entity.id());
        json.writeStringProperty("label", entity.label());
        properties(json, entity.properties());
        json.writeEndObject();
    }

    private static void edge(JsonGenerator json, Relation relation) {
        json.writeStartObject();
        json.writeStringProperty("id", relation.id());
        json.writeStringProperty("source", relation.source());
        json.writeStringProperty("target", relation.target());
        json.writeStringProperty("label", relation.label());
        properties(json, relation.properties());
        json.writeEndObject();
    }

    private static void properties(JsonGenerator json, Map<String, Object> properties) {
        json.writeName("properties");
        json.writePOJO(properties);
    }
}
