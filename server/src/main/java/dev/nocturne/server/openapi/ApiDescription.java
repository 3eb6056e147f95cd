package dev.nocturne.server.openapi;

import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the API: one OpenAPI 3.1 document. Its parts are the resource files beside
 * this class: {@code openapi.json} has the endpoints, {@code schemas.json} what they take and
 * answer, {@code events.json} a schema for each event.
 */
public final class ApiDescription {
    private ApiDescription() {}

    /** Reads the files and puts them together. */
    public static ObjectNode read() {
        ObjectNode document = resource("openapi.json");
        if (!(document.path("components") instanceof ObjectNode components)) {
            throw new IllegalStateException("openapi.json has no components");
        }
        ObjectNode schemas = components.putObject("schemas");
        schemas.setAll(resource("schemas.json"));
        schemas.setAll(resource("events.json"));
        return document;
    }

    private static ObjectNode resource(String name) {
        try (InputStream in = ApiDescription.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside its class");
            }
            JsonNode json = EventCodec.JSON.readTree(in);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException(name + " is not a JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
