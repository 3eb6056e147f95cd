package dev.nocturne.core.session;

import tools.jackson.databind.node.ObjectNode;

/** An event as an agent elsewhere posts it. */
public record ExternalEvent(String event, ObjectNode data) {}
