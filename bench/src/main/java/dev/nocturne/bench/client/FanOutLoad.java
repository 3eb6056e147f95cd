package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Loads one session with many streams: with one event at a time, or as fast as the server takes
 * them.
 */
public final class FanOutLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Peer peer;
    private final Loop loop;
    private final String session;
    private final List<Stream> streams = new ArrayList<>();
    private final Poster poster;
    private final AtomicLong delivered = new AtomicLong();
    private long sent; // used by the loop's thread while it runs, else by the caller
    private long answeredRequests;
    private volatile int window;
    private volatile int batch;
    private volatile boolean stopping;
    private volatile boolean lockstep;

    private FanOutLoad(Peer peer, Loop loop) throws IOException {
        this.peer = peer;
        this.loop = loop;
        this.session = peer.open();
        this.poster = Poster.open(loop, peer, this::onAnswer);
    }

    /** Connects all streams and waits until they are open. */
    public static FanOutLoad open(Peer peer, int count) throws IOException {
        FanOutLoad load = new FanOutLoad(peer, Loop.start());
        for (int i = 0; i < count; i++) {
            load.streams.add(Stream.open(load.loop, peer, load.session, load::event));
        }
        load.loop.await(
                "all streams", PATIENCE, () -> load.streams.stream().allMatch(Stream::open));
        return load;
    }

    /** Posts each event when all streams have received the previous one. Counts deliveries. */
    public LoadSample lockstep(WarmUp warmUp, Duration time) throws IOException {
        lockstep = true;
        batch = 1;
        sent = 1;
        poster.publish(session, sent, 1);
        loop.warmUp(warmUp, peer, delivered::get);
        Meter meter = Meter.start(peer, delivered::get);
        loop.runFor(time);
        LoadSample sample = meter.stop(new Latencies());
        stopping = true;
        awaitAll();
        return sample;
    }

    /**
     * Publishes {@code events} events as fast as the server takes them, in requests of at most
     * {@code mostInBatch} events, and waits until all streams have received all. Counts deliveries.
     */
    public LoadSample backlog(int events, int mostInBatch) {
        lockstep = false;
        stopping = false;
        batch = Math.min(mostInBatch, peer.mostInBatch());
        // Enough requests in flight that the server does not wait for the client.
        window = batch == 1 ? 64 : 4;
        Meter meter = Meter.start(peer, delivered::get);
        long last = sent + events;
        limit = last;
        for (int i = 0; i < window && sent < limit; i++) {
            publishNext();
        }
        awaitAll();
        return meter.stop(new Latencies());
    }

    private volatile long limit;

    private synchronized void publishNext() {
        int count = (int) Math.min(batch, limit - sent);
        if (count > 0) {
            poster.publish(session, sent + 1, count);
            sent += count;
        }
    }

    private void onAnswer(long count) {
        answeredRequests = count;
        if (lockstep) {
            step();
        } else {
            publishNext();
        }
    }

    private void event(long n, long nanos) {
        delivered.lazySet(delivered.get() + 1);
        if (lockstep) {
            step();
        }
    }

    private void step() {
        if (!stopping && answeredRequests >= sent && delivered.get() >= sent * streams.size()) {
            sent++;
            poster.publish(session, sent, 1);
        }
    }

    private void awaitAll() {
        loop.await(
                "every event at every stream",
                PATIENCE,
                () -> {
                    long all;
                    synchronized (this) {
                        all = lockstep ? sent : limit;
                    }
                    return delivered.get() == all * streams.size()
                            && streams.stream().allMatch(s -> s.last() == all);
                });
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
