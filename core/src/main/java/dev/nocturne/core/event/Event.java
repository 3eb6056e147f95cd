package dev.nocturne.core.event;

import java.time.Instant;

/**
 * A committed fact of a session.
 *
 * @param seq position in the session's log, from 1, without holes
 * @param name event name on the wire, e.g. {@code tool_call.start}
 * @param turn the turn it belongs to, 0 for the first
 * @param timestamp when the event was decided, UTC, millisecond precision
 * @param data a JSON object on one line, exactly as every reader gets it
 */
public record Event(long seq, String name, int turn, Instant timestamp, String data) {}
