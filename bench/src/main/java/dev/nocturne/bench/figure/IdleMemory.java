package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.IdleStreams;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Nchan;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.process.ProcStat;
import dev.nocturne.bench.process.Together;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Measures the memory of an idle stream, of a session at rest and of a running turn. */
public final class IdleMemory implements Figure {
    private static final int STREAMS = 10_000;

    /** The number of streams for each session. */
    private static final int WATCHERS = 100;

    /** The number of sessions whose streams are open before the measurement: a thousand streams. */
    private static final int FIRST = 10;

    /**
     * The number of sessions. A JVM's memory varies by several MB anyway, which would distort the
     * figure with fewer sessions.
     */
    private static final int SESSIONS = 5_000;

    /** The time after which a session at rest has no writer; it keeps one for 5 s. */
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
        Measurements nocturne;
        try (PackagedServer server = lab.sharedNocturne()) {
            nocturne = stream(lab, server, server::collectGarbage);
        }
        try (Bare bare = lab.bare()) {
            Measurements jetty = stream(lab, bare, bare::collectGarbage);
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

    private static Measurements stream(Lab lab, Peer peer, Tidy tidy)
            throws IOException, InterruptedException {
        int streams = lab.size(STREAMS, 200);
        // Some stay open throughout, so that what the first ones load is not counted.
        try (IdleStreams first = IdleStreams.open(peer, lab.size(FIRST, 1), WATCHERS)) {
            tidy.up();
            double before = ProcStat.pssKilobytes(peer.pid());
            try (IdleStreams open = IdleStreams.open(peer, streams / WATCHERS, WATCHERS)) {
                tidy.up();
                double after = ProcStat.pssKilobytes(peer.pid());
                first.check();
                open.check();
                return Measurements.of("kB", (after - before) / streams);
            }
        }
    }

    private static List<Row> sessions(Lab lab) throws IOException, InterruptedException {
        int count = lab.size(SESSIONS, 50);
        try (PackagedServer server = lab.sharedNocturne()) {
            // Loads and compiles the code of sessions, and fills the caches of the store.
            rest(server, count);
            rest(server, count);
            double before = countResting(lab, server);
            List<Double> atRest = new ArrayList<>();
            for (int round = 0; round < lab.rounds(); round++) {
                rest(server, count);
                double after = countResting(lab, server);
                atRest.add((after - before) / count);
                before = after;
            }
            server.open(count);
            server.collectGarbage();
            double running = ProcStat.pssKilobytes(server.pid());
            return List.of(
                    Row.alone(
                            "PSS per session at rest",
                            new Measurements("kB", atRest),
                            Target.atMost(1)),
                    Row.alone(
                            "PSS per running turn",
                            Measurements.of("kB", (running - before) / count),
                            Target.atMost(60)));
        }
    }

    private static void rest(PackagedServer server, int count) throws IOException {
        List<String> sessions = server.open(count);
        Together.all(
                count,
                i -> {
                    server.complete(sessions.get(i));
                    return i;
                });
    }

    private static double countResting(Lab lab, PackagedServer server)
            throws IOException, InterruptedException {
        LockSupport.parkNanos(lab.smoke() ? 1 : UNLOADED.toNanos());
        server.collectGarbage();
        return ProcStat.pssKilobytes(server.pid());
    }
}
