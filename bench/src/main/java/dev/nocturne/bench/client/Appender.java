package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Posts events to one session, each after the response to the previous one. */
public final class Appender {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Peer peer;
    private final String session;
    private long last;

    /** Creates an appender for a session whose last event has the number {@code last}. */
    public Appender(Peer peer, String session, long last) {
        this.peer = peer;
        this.session = session;
        this.last = last;
    }

    /** Appends until the server is steady. */
    public void warmUp(WarmUp plan) throws IOException {
        plan.run(peer::compilerSeconds, time -> run(time).count() / (time.toNanos() / 1e9));
    }

    /** Appends for the given time; returns the latency of each append. */
    public Latencies run(Duration time) throws IOException {
        Latencies latencies = new Latencies();
        AtomicBoolean ended = new AtomicBoolean();
        try (Loop loop = Loop.start()) {
            new Run(loop, latencies, ended, System.nanoTime() + time.toNanos()).next();
            loop.await("the last response", time.plus(PATIENCE), ended::get);
        }
        return latencies;
    }

    /** A run of appends. After its first request it is used only by the loop's thread. */
    private final class Run {
        private final Poster poster;
        private final Latencies latencies;
        private final AtomicBoolean ended;
        private final long end;
        private volatile long sentAt;

        Run(Loop loop, Latencies latencies, AtomicBoolean ended, long end) throws IOException {
            this.poster = Poster.open(loop, peer, this::onAnswer);
            this.latencies = latencies;
            this.ended = ended;
            this.end = end;
        }

        void next() {
            sentAt = System.nanoTime();
            poster.publish(session, ++last, 1);
        }

        private void onAnswer(long count) {
            long now = System.nanoTime();
            latencies.add(now - sentAt);
            if (now < end) {
                next();
            } else {
                ended.set(true);
            }
        }
    }
}
