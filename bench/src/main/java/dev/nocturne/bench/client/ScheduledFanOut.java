package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Connections;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Sends events on a schedule to one session with live and stalled readers. */
public final class ScheduledFanOut implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The size of the ring of times, larger than the number of events in flight. */
    private static final int RING = 1 << 16;

    /**
     * The number of events that fill all buffers between the server and a stalled reader: more than
     * 1 MB, while the kernel keeps about 256 kB.
     */
    private static final int FILL = 5_000;

    private static final int FILL_BATCH = 500;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Peer peer;
    private final Loop loop = Loop.start();
    private final String session;
    private final List<Stream> live = new ArrayList<>();
    private final List<Stream> stalled = new ArrayList<>();
    private final Poster poster;
    private final long[] dueAt = new long[RING];
    private volatile long sent;
    private volatile long stalledSince;
    private volatile Latencies latencies = new Latencies();

    private ScheduledFanOut(Peer peer) throws IOException {
        this.peer = peer;
        this.session = peer.open();
        this.poster = Poster.open(loop, peer, count -> {});
    }

    public static ScheduledFanOut open(Peer peer, int readers) throws IOException {
        ScheduledFanOut load = new ScheduledFanOut(peer);
        for (int i = 0; i < readers; i++) {
            load.live.add(Stream.open(load.loop, peer, load.session, load::event));
        }
        load.loop.await("streams", PATIENCE, () -> load.live.stream().allMatch(Stream::open));
        return load;
    }

    /** Connects readers that read only the head of the response. */
    public void stall(int readers) throws IOException {
        stalledSince = System.nanoTime();
        for (int i = 0; i < readers; i++) {
            stalled.add(Stream.open(loop, peer, session, (n, at) -> {}));
        }
        loop.await("streams", PATIENCE, () -> stalled.stream().allMatch(Stream::open));
        stalled.forEach(stream -> stream.stall(true));
    }

    /** Sends enough events to fill the buffers of stalled readers. */
    public void fill() {
        for (int i = 0; i < FILL; i += FILL_BATCH) {
            long first = sent + 1;
            long now = System.nanoTime();
            for (int k = 0; k < FILL_BATCH; k++) {
                dueAt[(int) ((first + k) % RING)] = now;
            }
            sent = first + FILL_BATCH - 1;
            poster.publish(session, first, FILL_BATCH);
        }
        awaitLive();
    }

    /**
     * Sends on the schedule; returns the p99 in ms from when an event is due until a live stream
     * has it.
     */
    public double run(int perSecond, Duration time) {
        latencies = new Latencies();
        long step = 1_000_000_000L / perSecond;
        long begin = System.nanoTime();
        for (long due = begin; due < begin + time.toNanos(); due += step) {
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            long n = sent + 1;
            dueAt[(int) (n % RING)] = due;
            sent = n;
            poster.publish(session, n, 1);
        }
        awaitLive();
        return latencies.millis(0.99);
    }

    private void awaitLive() {
        long all = sent;
        loop.await(
                "every event at every live stream",
                PATIENCE,
                () -> live.stream().allMatch(s -> s.last() == all));
    }

    /**
     * Sends events until the server has closed the connections of all stalled readers. Returns the
     * seconds since just before they connected. The readers detect the end when they read again.
     */
    public double awaitCut(int perSecond, Duration most) throws IOException {
        while (isHeld()) {
            if (System.nanoTime() - stalledSince > most.toNanos()) {
                throw new WrongRun("a stalled reader was not cut off within " + most);
            }
            run(perSecond, LOOK_EVERY);
        }
        double seconds = (System.nanoTime() - stalledSince) / 1e9;
        stalled.forEach(stream -> stream.stall(false));
        loop.await("the ends", PATIENCE, () -> stalled.stream().allMatch(Stream::hasEnded));
        if (stalled.stream().anyMatch(s -> s.complete() || s.last() == sent)) {
            throw new WrongRun("a stalled reader was not cut off");
        }
        return seconds;
    }

    /** Whether the server still has a connection of a stalled reader. */
    private boolean isHeld() throws IOException {
        Set<Integer> held = Connections.findOpen(peer.port());
        return stalled.stream().anyMatch(s -> held.contains(s.localPort()));
    }

    private void event(long n, long nanos) {
        latencies.add(nanos - dueAt[(int) (n % RING)]);
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
