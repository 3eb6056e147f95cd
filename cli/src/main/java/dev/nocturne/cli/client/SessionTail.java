package dev.nocturne.cli.client;

import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Follows one session over any number of connections: each event once and in order, though the
 * server is stopped, killed or restarted meanwhile. The cursor is the last seq that was delivered;
 * every connection begins behind it.
 */
public final class SessionTail {
    /** Three missed heartbeats of 15 s: the other side is gone without having said so. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    /** A restart takes seconds, a redeployment a minute or two; beyond this somebody must look. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Quick enough that a restart of a second is not felt. */
    static final Duration FIRST_RETRY = Duration.ofMillis(100);

    /** Slow enough that a thousand clients do not hold a starting server down. */
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
     *     away for longer than {@link #PATIENCE}
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

    /** One following, from its first connection to its end. */
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

        /** One more attempt, after a pause. Null when it brought no end. */
        @Nullable String resume() throws InterruptedException {
            pause.pause(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LAST_RETRY) < 0
                            ? wait.multipliedBy(2)
                            : LAST_RETRY;
            try {
                String status = read();
                if (status == null && impatient()) {
                    throw ApiFailure.unreachable(
                            client.server(), "its streams keep breaking", null);
                }
                return status;
            } catch (ApiFailure e) {
                if (!e.passing() || impatient()) {
                    throw e;
                }
                return null;
            }
        }

        private boolean impatient() {
            return nanos.getAsLong() - aliveAt > PATIENCE.toNanos();
        }

        /** Reads one connection to its end: a status, or null when it only broke. */
        @Nullable String read() {
            long opened = nanos.getAsLong();
            NocturneClient.OpenStream stream = client.stream(session, last, follow, epoch);
            epoch = stream.epoch();
            try (InputStream in = stream.body();
                    Watchdog dog = new Watchdog(in, SILENCE)) {
                back();
                SseParser frames = new SseParser(dog);
                for (SseFrame f = frames.next(); f != null; f = frames.next()) {
                    if (f.event().equals("done")) {
                        return status(f.data());
                    }
                    if (!deliver(f)) {
                        break;
                    }
                }
                gone(opened, "the server closed the stream");
                frames.retryMillis()
                        .ifPresent(ms ->
                                wait = Duration.ofMillis(Math.min(ms, LAST_RETRY.toMillis())));
            } catch (IOException e) {
                gone(opened, "the connection broke");
            }
            return null;
        }

        /** False when events are missing before this one, so that the stream is asked again. */
        private boolean deliver(SseFrame frame) {
            if (frame.id() == null) {
                return true; // of the wire only, and not known to us
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
                listener.event(new WireEvent(seq, frame.event(), frame.data()));
            }
            return true;
        }

        private void back() {
            if (lost) {
                lost = false;
                listener.regained();
            }
        }

        /** A connection that held for a while was alive to its end, though no event came. */
        private void gone(long opened, String why) {
            long now = nanos.getAsLong();
            aliveAt = now - opened > SILENCE.toNanos() ? now : aliveAt;
            lost = true;
            listener.lost(why);
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
