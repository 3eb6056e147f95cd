package dev.nocturne.cli.client;

/**
 * An event as the server sent it.
 *
 * @param data the JSON object, byte for byte as in the log
 */
public record WireEvent(long seq, String event, String data) {}
