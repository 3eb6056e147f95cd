package dev.nocturne.cli.client;

import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Follows one session over any number of connections: delivers each event once and in order, even
 * if the server is stopped, killed or restarted meanwhile. The cursor is the last seq delivered;
 * every connection begins after it.
 */
public final class SessionTail {
    /** Three missed heartbeats of 15 s: the connection is dead. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    /** Longer than any restart or redeployment, which takes seconds or a minute or two. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Short, so that a restart of a second is hardly noticed. */
    static final Duration FIRST_RETRY = Duration.ofMillis(100);

    /** Long enough that a thousand clients do not overload a starting server. */
    static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final NocturneClient client;
    private final Pause pause;
    private final LongSupplier nanos;

    /**
     * Follows sessions of the client's server.
     *
     * @param nanos a monotonic clock, in nanoseconds
     */
    public SessionTail(NocturneClient client, Pause pause, LongSupplier nanos) {
        this.client = client;
        this.pause = pause;
        this.nanos = nanos;
    }

    /**
     * Delivers every event after seq {@code since} until the turn ends, or with {@code follow}
     * until the session is deleted.
     *
     * @return the status the stream ended with, e.g. {@code completed}
     * @throws ApiFailure when the server refuses, cannot be reached at the first attempt, or stays
     *     unreachable for longer than {@link #PATIENCE}
     */
    public String follow(String session, long since, boolean follow, TailListener listener)
            throws InterruptedException {
        Cursor cursor = new Cursor(session, since, follow, listener);
        String status = cursor.read();
        while (status == null) {
            status = cursor.resume();
        }
        return status;
    }

    /** The position in a session, from the first connection to the last. */
    private final class Cursor {
        private final String session;
        private final boolean follow;
        private final TailListener listener;
        private long last;

        /** The history that {@link #last} belongs to, as the first connection said. */
        private @Nullable String epoch;

        private boolean lost;
        private long aliveAt;
        private Duration wait = FIRST_RETRY;

        Cursor(String session, long since, boolean follow, TailListener listener) {
            this.session = session;
            this.last = since;
            this.follow = follow;
            this.listener = listener;
            this.aliveAt = nanos.getAsLong();
        }

        /** Tries again after a pause. Returns null if the turn's end was not reached. */
        @Nullable String resume() throws InterruptedException {
            pause.pause(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LAST_RETRY) < 0
                            ? wait.multipliedBy(2)
                            : LAST_RETRY;
            try {
                String status = read();
                if (status == null && isImpatient()) {
                    throw ApiFailure.unreachable(
                            client.server(), "its streams keep breaking", null);
                }
                return status;
            } catch (ApiFailure e) {
                if (!e.isTransient() || isImpatient()) {
                    throw e;
                }
                return null;
            }
        }

        private boolean isImpatient() {
            return nanos.getAsLong() - aliveAt > PATIENCE.toNanos();
        }

        /** Reads one connection; returns the final status, or null if the connection broke. */
        @Nullable String read() {
            long opened = nanos.getAsLong();
            NocturneClient.OpenStream stream = client.stream(session, last, follow, epoch);
            epoch = stream.epoch();
            try (InputStream in = stream.body();
                    Watchdog dog = new Watchdog(in, SILENCE)) {
                reportReconnect();
                SseParser frames = new SseParser(dog);
                for (SseFrame f = frames.next(); f != null; f = frames.next()) {
                    if (f.event().equals("done")) {
                        return status(f.data());
                    }
                    if (!deliver(f)) {
                        break;
                    }
                }
                reportDisconnect(opened, "the server closed the stream");
                frames.retryMillis()
                        .ifPresent(ms ->
                                wait = Duration.ofMillis(Math.min(ms, LAST_RETRY.toMillis())));
            } catch (IOException e) {
                reportDisconnect(opened, "the connection broke");
            }
            return null;
        }

        /**
         * Returns false if events are missing before this one, so that the stream must be reopened.
         */
        private boolean deliver(SseFrame frame) {
            if (frame.id() == null) {
                return true; // a frame of the connection, not of the log
            }
            long seq;
            try {
                seq = Long.parseLong(frame.id());
            } catch (NumberFormatException e) {
                throw ApiFailure.notUnderstood(
                        client.server(), "an event has the id '" + frame.id() + "'", e);
            }
            if (seq > last + 1) {
                return false;
            }
            if (seq == last + 1) {
                last = seq;
                wait = FIRST_RETRY;
                aliveAt = nanos.getAsLong();
                listener.onEvent(new WireEvent(seq, frame.event(), frame.data()));
            }
            return true;
        }

        private void reportReconnect() {
            if (lost) {
                lost = false;
                listener.onReconnect();
            }
        }

        /** A connection that lasted longer than the silence limit had heartbeats until its end. */
        private void reportDisconnect(long opened, String why) {
            long now = nanos.getAsLong();
            aliveAt = now - opened > SILENCE.toNanos() ? now : aliveAt;
            lost = true;
            listener.onDisconnect(why);
        }

        private static String status(String data) {
            try {
                return EventCodec.JSON.readTree(data).path("status").asString("");
            } catch (JacksonException e) {
                return "";
            }
        }
    }
}
