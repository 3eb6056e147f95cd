package dev.nocturne.core.stream;

import java.util.List;

/** What a subscription delivers to its reader. */
public sealed interface Delivery {
    /** At least one frame, in order, with about as many bytes as the reader asked for at most. */
    record Frames(List<Frame> frames) implements Delivery {}

    /** Nothing happened for a while: send the client a sign that the connection is alive. */
    record Heartbeat() implements Delivery {}

    /** The stream is complete; {@code status} is the session's, or {@code deleted}. */
    record Done(String status) implements Delivery {}

    /** The server is stopping: the client should reconnect with its cursor. */
    record Closing() implements Delivery {}
}
