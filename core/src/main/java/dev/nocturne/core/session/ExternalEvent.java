package dev.nocturne.core.session;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event that an external agent posts.
 *
 * @param json the data as one line of JSON, which is stored as it is
 */
public record ExternalEvent(String event, ObjectNode data, String json) {
    public ExternalEvent(String event, ObjectNode data) {
        this(event, data, data.toString());
    }
}
