package dev.nocturne.core.session;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event as an agent elsewhere posts it.
 *
 * @param json the data as one line of JSON, as it is going to be stored
 */
public record ExternalEvent(String event, ObjectNode data, String json) {
    public ExternalEvent(String event, ObjectNode data) {
        this(event, data, data.toString());
    }
}
