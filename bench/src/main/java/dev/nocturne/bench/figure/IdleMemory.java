package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.IdleStreams;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Nchan;
import dev.nocturne.bench.process.Nocturne;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.process.ProcStat;
import dev.nocturne.bench.process.Together;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Series;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Memory of a stream on which nothing happens, of a session at rest, of a turn that runs. */
public final class IdleMemory implements Figure {
    private static final int STREAMS = 10_000;

    /** Streams that share a session: a hundred watchers. */
    private static final int WATCHERS = 100;

    /** Sessions whose streams are open before: a thousand streams. */
    private static final int FIRST = 10;

    /**
     * A JVM's memory varies by several MB by itself: with fewer of them that would be more of each.
     */
    private static final int SESSIONS = 5_000;

    /** A session at rest keeps its writer for 5 s. */
    private static final Duration UNLOADED = Duration.ofSeconds(7);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "memory (PSS) per idle stream at 10,000, per session at rest, per running turn";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Series nocturne;
        try (Nocturne server = lab.sharedNocturne()) {
            nocturne = stream(lab, server, server::collectGarbage);
        }
        try (Bare bare = lab.bare()) {
            Series jetty = stream(lab, bare, bare::collectGarbage);
            rows.add(
                    Row.beside(
                            "PSS per idle stream",
                            nocturne,
                            "bare Jetty",
                            jetty,
                            Target.atMost(25)));
        }
        Optional<Nchan> nchan = lab.nchan(1);
        if (nchan.isPresent()) {
            try (Nchan peer = nchan.get()) {
                rows.add(
                        Row.beside(
                                "PSS per idle stream",
                                nocturne,
                                peer.name(),
                                stream(lab, peer, () -> {}),
                                Target.none()));
            }
        }
        rows.addAll(sessions(lab));
        return rows;
    }

    private interface Tidy {
        void up() throws IOException, InterruptedException;
    }

    private static Series stream(Lab lab, Peer peer, Tidy tidy)
            throws IOException, InterruptedException {
        int streams = lab.size(STREAMS, 200);
        // Some stay open all the while: what the first ones load is not theirs.
        try (IdleStreams first = IdleStreams.open(peer, lab.size(FIRST, 1), WATCHERS)) {
            tidy.up();
            double before = ProcStat.pssKilobytes(peer.pid());
            try (IdleStreams open = IdleStreams.open(peer, streams / WATCHERS, WATCHERS)) {
                tidy.up();
                double after = ProcStat.pssKilobytes(peer.pid());
                first.check();
                open.check();
                return Series.of("kB", (after - before) / streams);
            }
        }
    }

    private static List<Row> sessions(Lab lab) throws IOException, InterruptedException {
        int count = lab.size(SESSIONS, 50);
        try (Nocturne server = lab.sharedNocturne()) {
            // Loads and compiles what sessions need, and fills the caches of the store.
            rest(server, count);
            rest(server, count);
            double before = resting(lab, server);
            List<Double> atRest = new ArrayList<>();
            for (int round = 0; round < lab.rounds(); round++) {
                rest(server, count);
                double after = resting(lab, server);
                atRest.add((after - before) / count);
                before = after;
            }
            server.open(count);
            server.collectGarbage();
            double running = ProcStat.pssKilobytes(server.pid());
            return List.of(
                    Row.alone(
                            "PSS per session at rest", new Series("kB", atRest), Target.atMost(1)),
                    Row.alone(
                            "PSS per running turn",
                            Series.of("kB", (running - before) / count),
                            Target.atMost(60)));
        }
    }

    private static void rest(Nocturne server, int count) throws IOException {
        List<String> sessions = server.open(count);
        Together.all(
                count,
                i -> {
                    server.complete(sessions.get(i));
                    return i;
                });
    }

    private static double resting(Lab lab, Nocturne server)
            throws IOException, InterruptedException {
        LockSupport.parkNanos(lab.smoke() ? 1 : UNLOADED.toNanos());
        server.collectGarbage();
        return ProcStat.pssKilobytes(server.pid());
    }
}
