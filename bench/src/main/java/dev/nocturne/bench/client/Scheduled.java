package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events on a fixed schedule to sessions with a stream each, whether or not the server keeps
 * up. Latencies begin when an event is due, so that a pause of the server counts for all events
 * that were due meanwhile (no coordinated omission).
 */
public final class Scheduled implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Well below the shortest idle limit of the measured servers, 30 s. */
    private static final Duration RENEW_AFTER = Duration.ofSeconds(10);

    private final Peer peer;
    private final Loop loop = Loop.start();
    private final List<Session> sessions = new ArrayList<>();
    private final AtomicLong delivered = new AtomicLong();
    private final Latencies lag = new Latencies();
    private Latencies latencies = new Latencies();
    private volatile long measuredFrom = Long.MAX_VALUE;

    private Scheduled(Peer peer) throws IOException {
        this.peer = peer;
    }

    /** Creates the sessions and connects their streams. */
    public static Scheduled open(Peer peer, int count) throws IOException {
        Scheduled load = new Scheduled(peer);
        for (String name : peer.open(count)) {
            load.sessions.add(load.new Session(name));
        }
        load.loop.await(
                "all streams",
                PATIENCE,
                () -> load.sessions.stream().allMatch(s -> s.stream.open()));
        return load;
    }

    /** Sends events to all sessions in turn, at a fixed rate. */
    public LoadSample run(int perSecond, Duration warmUp, Duration time) throws IOException {
        for (Session session : sessions) {
            session.renewPoster();
        }
        long step = 1_000_000_000L / perSecond;
        long begin = System.nanoTime();
        latencies = new Latencies();
        measuredFrom = begin + warmUp.toNanos();
        long before = sessions.stream().mapToLong(s -> s.sent).sum();
        Meter meter = null;
        long total = (warmUp.toNanos() + time.toNanos()) / step;
        for (long i = 0; i < total; i++) {
            long due = begin + i * step;
            if (meter == null && due >= measuredFrom) {
                meter = Meter.start(peer, delivered::get);
            }
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            lag.add(System.nanoTime() - due);
            sessions.get((int) (i % sessions.size())).send(due);
        }
        if (meter == null) {
            throw new IllegalStateException("no event is measured in " + time);
        }
        LoadSample sample = meter.stop(latencies);
        loop.await("every event at its stream", PATIENCE, () -> delivered.get() == before + total);
        for (Session session : sessions) {
            session.check();
        }
        return sample.with(latencies);
    }

    /** The delay in ms by which the client sent events, for a share of them. */
    public double sendDelay(double share) {
        return lag.millis(share);
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }

    /** One session: the schedule's thread sends, and the loop's thread reads. */
    private final class Session {
        /** A ring of the times of events in flight, larger than their number. */
        private static final int RING = 1024;

        private final String name;
        private final Stream stream;
        private Poster poster;
        private long lastUsed = System.nanoTime();
        private final long[] dueAt = new long[RING];
        private volatile long sent;

        Session(String name) throws IOException {
            this.name = name;
            this.poster = Poster.open(loop, peer, count -> {});
            this.stream = Stream.open(loop, peer, name, this::event);
        }

        /** Replaces the connection if the server might close it as idle while it is used. */
        void renewPoster() throws IOException {
            if (poster.isClosed() || System.nanoTime() - lastUsed > RENEW_AFTER.toNanos()) {
                poster.leave();
                poster = Poster.open(loop, peer, count -> {});
            }
        }

        void send(long due) {
            lastUsed = System.nanoTime();
            long n = sent + 1;
            if (n - stream.last() >= RING) {
                throw new WrongRun("the server is " + RING + " events of a session behind");
            }
            dueAt[(int) (n % RING)] = due;
            sent = n;
            poster.publish(name, n, 1);
        }

        private void event(long n, long nanos) {
            long due = dueAt[(int) (n % RING)];
            if (due >= measuredFrom) {
                latencies.add(nanos - due);
            }
            delivered.lazySet(delivered.get() + 1);
        }

        void check() {
            if (stream.last() != sent) {
                throw new WrongRun(name + " has " + stream.last() + " of " + sent + " events");
            }
        }
    }
}
