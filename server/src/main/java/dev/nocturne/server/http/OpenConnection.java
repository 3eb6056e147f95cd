package dev.nocturne.server.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: whether a request is being served on it, and since when the head of the
 * next one is arriving. Safe for many threads.
 */
final class OpenConnection {
    private enum State {
        WAITING,
        SERVING,
        CUT
    }

    private final String address;
    private final @Nullable String refusal;
    private final long acceptedAt;
    private State state = State.WAITING;
    private long bytesBeforeHead;
    private boolean headBegan;
    private long headBeganAt;

    /** {@code refusal}: why its request is refused, for the client; null when it is served. */
    OpenConnection(String address, @Nullable String refusal, long acceptedAt) {
        this.address = address;
        this.refusal = refusal;
        this.acceptedAt = acceptedAt;
    }

    String address() {
        return address;
    }

    /** Why this connection's request is refused; empty when it is served. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** A request's head is complete; false when the connection was cut just before. */
    synchronized boolean beginRequest() {
        if (state == State.CUT) {
            return false;
        }
        state = State.SERVING;
        headBegan = false;
        return true;
    }

    /** The request is answered. {@code bytesRead}: from this connection so far. */
    synchronized void endRequest(long bytesRead) {
        if (state == State.SERVING) {
            state = State.WAITING;
            bytesBeforeHead = bytesRead;
        }
    }

    /**
     * Cuts the connection if the head of its request has been arriving for longer than the
     * deadline. A connection without a byte of it is idle, which has a limit of its own.
     */
    synchronized boolean cutLateHead(long now, long bytesRead, long deadlineNanos) {
        if (state != State.WAITING || bytesRead <= bytesBeforeHead) {
            return false;
        }
        if (!headBegan) {
            headBegan = true;
            headBeganAt = now;
            return false;
        }
        if (now - headBeganAt < deadlineNanos) {
            return false;
        }
        state = State.CUT;
        return true;
    }

    /** Whether it was cut and only has to be closed. */
    synchronized boolean isCut() {
        return state == State.CUT;
    }

    /** Whether it is to be refused and has taken longer than that may take. */
    boolean isOverdue(long now, long deadlineNanos) {
        return refusal != null && now - acceptedAt >= deadlineNanos;
    }
}
