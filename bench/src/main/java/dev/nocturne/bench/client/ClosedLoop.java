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
 * Measures sessions that post an event, wait for the response and, if they have a stream, for the
 * delivery, and then post the next. Latencies are those of a closed loop, not of a fixed schedule.
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

    /** Measures posts only. */
    public static LoadSample posts(Peer peer, int sessions, WarmUp warmUp, Duration time)
            throws IOException {
        try (Loop loop = Loop.start()) {
            return new ClosedLoop(loop, peer, false).run(sessions, warmUp, time);
        }
    }

    /** Measures posts and the delivery of each to the session's stream. */
    public static LoadSample deliveries(Peer peer, int sessions, WarmUp warmUp, Duration time)
            throws IOException {
        try (Loop loop = Loop.start()) {
            return new ClosedLoop(loop, peer, true).run(sessions, warmUp, time);
        }
    }

    private LoadSample run(int count, WarmUp warmUp, Duration time) throws IOException {
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
        LoadSample sample = meter.stop(latencies);
        stopping = true;
        loop.await("the last responses", DRAIN, () -> sessions.stream().allMatch(Session::rests));
        if (latencies.count() == 0) {
            throw new WrongRun("no request was completed in " + time);
        }
        return sample;
    }

    /** The loop of one session. While it runs, only the loop's thread uses its fields. */
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
            poster = Poster.open(loop, peer, this::onAnswer);
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

        private void onAnswer(long count) {
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
