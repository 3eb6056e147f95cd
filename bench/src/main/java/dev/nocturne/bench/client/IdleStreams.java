package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Connections;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Opens many streams of sessions without events, and checks that they stay open. */
public final class IdleStreams implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The number of streams that connect at once: fewer than fit into an accept queue. */
    private static final int AT_ONCE = 500;

    private final Loop loop = Loop.start();
    private final List<Stream> streams = new ArrayList<>();

    private final Peer peer;

    private IdleStreams(Peer peer) throws IOException {
        this.peer = peer;
    }

    /** Opens {@code each} streams of each of {@code sessions} sessions. */
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

    /** Fails if a stream is no longer open, here or at the server. */
    public void check() throws IOException {
        if (streams.stream().anyMatch(Stream::hasEnded)) {
            throw new WrongRun(peer.name() + " ended an idle stream");
        }
        Set<Integer> held = Connections.findOpen(peer.port());
        for (Stream stream : streams) {
            if (!held.contains(stream.localPort())) {
                throw new WrongRun(peer.name() + " has only " + held.size() + " open connections");
            }
        }
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
