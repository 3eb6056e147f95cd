package dev.nocturne.core.stream;

import java.util.List;

/** What a subscription hands to its reader next. */
public sealed interface Delivery {
    /** Frames in order, together at most about the bytes asked for, at least one. */
    record Frames(List<Frame> frames) implements Delivery {}

    /** Nothing happened for a while: tell the client that the line is alive. */
    record Heartbeat() implements Delivery {}

    /** The stream is complete; {@code status} is the session's, or {@code deleted}. */
    record Done(String status) implements Delivery {}

    /** The server is going away: the client should come back with its cursor. */
    record Closing() implements Delivery {}
}
