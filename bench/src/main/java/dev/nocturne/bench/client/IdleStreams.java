package dev.nocturne.bench.client;

import dev.nocturne.bench.WrongRun;
import dev.nocturne.bench.process.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Streams on which nothing happens. */
public final class IdleStreams implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Connected at once: less than an accept queue holds. */
    private static final int AT_ONCE = 500;

    private final Loop loop = Loop.start();
    private final List<Stream> streams = new ArrayList<>();

    private IdleStreams() throws IOException {}

    /** Opens so many streams of each of so many sessions. */
    public static IdleStreams open(Peer peer, int sessions, int each) throws IOException {
        IdleStreams idle = new IdleStreams();
        for (String session : peer.open(sessions)) {
            for (int i = 0; i < each; i++) {
                idle.streams.add(Stream.open(idle.loop, peer, session, (n, at) -> {}));
                if (idle.streams.size() % AT_ONCE == 0) {
                    idle.await();
                }
            }
        }
        idle.await();
        return idle;
    }

    private void await() {
        loop.await("idle streams", PATIENCE, () -> streams.stream().allMatch(Stream::open));
    }

    /** Fails when one of them was ended. */
    public void check() {
        if (streams.stream().anyMatch(Stream::ended)) {
            throw new WrongRun("the server ended an idle stream");
        }
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
