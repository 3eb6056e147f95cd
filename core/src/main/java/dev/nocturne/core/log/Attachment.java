package dev.nocturne.core.log;

/** The uncut result of a tool call as JSON, stored beside the log and deleted with the session. */
public record Attachment(String callId, String json) {}
