package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that each post an event, wait until it is answered and, when they have a stream, until
 * it is delivered, and post the next. Measures how many a second; latencies are those of a loop
 * that waits, not of an open schedule.
 */
public final class ClosedLoop {
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Loop loop;
    private final Peer peer;
    private final boolean streaming;
    private final Latencies latencies = new Latencies();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean measuring;
    private volatile boolean stopping;

    private ClosedLoop(Loop loop, Peer peer, boolean streaming) {
        this.loop = loop;
        this.peer = peer;
        this.streaming = streaming;
    }

    /** Posts only. */
    public static Sample posts(Peer peer, int sessions, WarmUp warmUp, Duration time)
            throws IOException {
        try (Loop loop = Loop.start()) {
            return new ClosedLoop(loop, peer, false).run(sessions, warmUp, time);
        }
    }

    /** Posts, each of which is waited for at the session's one stream too. */
    public static Sample deliveries(Peer peer, int sessions, WarmUp warmUp, Duration time)
            throws IOException {
        try (Loop loop = Loop.start()) {
            return new ClosedLoop(loop, peer, true).run(sessions, warmUp, time);
        }
    }

    private Sample run(int count, WarmUp warmUp, Duration time) throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (String name : peer.open(count)) {
            sessions.add(new Session(name));
        }
        if (streaming) {
            loop.await("all streams", DRAIN, () -> sessions.stream().allMatch(Session::open));
        }
        sessions.forEach(Session::next);
        loop.warmUp(warmUp, peer, done::get);
        measuring = true;
        Meter meter = Meter.start(peer, done::get);
        loop.runFor(time);
        Sample sample = meter.stop(latencies);
        stopping = true;
        loop.await("the last answers", DRAIN, () -> sessions.stream().allMatch(Session::rests));
        if (latencies.count() == 0) {
            throw new WrongRun("nothing was answered in " + time);
        }
        return sample;
    }

    /** One session's loop; its fields belong to the client's thread once it runs. */
    private final class Session {
        private final String name;
        private final Poster poster;
        private final @Nullable Stream stream;
        private long sent;
        private long sentAt;
        private long answered;
        private volatile boolean rests;

        Session(String name) throws IOException {
            this.name = name;
            poster = Poster.open(loop, peer, this::answered);
            stream = streaming ? Stream.open(loop, peer, name, (n, at) -> progress()) : null;
        }

        boolean open() {
            return stream == null || stream.open();
        }

        boolean rests() {
            return rests;
        }

        void next() {
            sent++;
            sentAt = System.nanoTime();
            poster.publish(name, sent, 1);
        }

        private void answered(long count) {
            answered = count;
            progress();
        }

        private void progress() {
            if (answered < sent || (stream != null && stream.last() < sent)) {
                return;
            }
            if (measuring) {
                latencies.add(System.nanoTime() - sentAt);
            }
            done.incrementAndGet();
            if (stopping) {
                rests = true;
            } else {
                next();
            }
        }
    }
}
