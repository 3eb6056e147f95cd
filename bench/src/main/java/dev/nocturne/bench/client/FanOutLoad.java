package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One session with many streams: an event at a time, or as fast as the server takes them. */
public final class FanOutLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Peer peer;
    private final Loop loop;
    private final String session;
    private final List<Stream> streams = new ArrayList<>();
    private final Poster poster;
    private final AtomicLong delivered = new AtomicLong();
    private long sent; // of the client's thread while it runs, before and after of the caller's
    private long answeredRequests;
    private volatile int window;
    private volatile int batch;
    private volatile boolean stopping;
    private volatile boolean lockstep;

    private FanOutLoad(Peer peer, Loop loop) throws IOException {
        this.peer = peer;
        this.loop = loop;
        this.session = peer.open();
        this.poster = Poster.open(loop, peer, this::answered);
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

    /** Each event is posted when all streams have the one before. Counts deliveries. */
    public Sample lockstep(WarmUp warmUp, Duration time) throws IOException {
        lockstep = true;
        batch = 1;
        sent = 1;
        poster.publish(session, sent, 1);
        loop.warmUp(warmUp, peer, delivered::get);
        Meter meter = Meter.start(peer, delivered::get);
        loop.runFor(time);
        Sample sample = meter.stop(new Latencies());
        stopping = true;
        awaitAll();
        return sample;
    }

    /**
     * Publishes so many events as fast as the server takes them, in requests as large as it allows
     * up to {@code mostInBatch}, and waits until all streams have all. Counts deliveries.
     */
    public Sample backlog(int events, int mostInBatch) {
        lockstep = false;
        stopping = false;
        batch = Math.min(mostInBatch, peer.mostInBatch());
        // Requests in flight: enough that the server never waits for the client.
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

    private void answered(long count) {
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
