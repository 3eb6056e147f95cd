package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Connections;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Streams on which nothing happens. */
public final class IdleStreams implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Connected at once: less than an accept queue holds. */
    private static final int AT_ONCE = 500;

    private final Loop loop = Loop.start();
    private final List<Stream> streams = new ArrayList<>();

    private final Peer peer;

    private IdleStreams(Peer peer) throws IOException {
        this.peer = peer;
    }

    /** Opens so many streams of each of so many sessions. */
    public static IdleStreams open(Peer peer, int sessions, int each) throws IOException {
        IdleStreams idle = new IdleStreams(peer);
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
        loop.await(
                "idle streams of " + peer.name(),
                PATIENCE,
                () -> streams.stream().allMatch(Stream::open));
    }

    /** Fails when one of them is not open any more, here or at the server. */
    public void check() throws IOException {
        if (streams.stream().anyMatch(Stream::ended)) {
            throw new WrongRun(peer.name() + " ended an idle stream");
        }
        Set<Integer> held = Connections.held(peer.port());
        for (Stream stream : streams) {
            if (!held.contains(stream.localPort())) {
                throw new WrongRun(peer.name() + " holds " + held.size() + " connections only");
            }
        }
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
