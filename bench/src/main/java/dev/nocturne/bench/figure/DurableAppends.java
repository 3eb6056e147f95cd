package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.ClosedLoop;
import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.reference.EngineProcess;
import dev.nocturne.bench.reference.Producers;
import dev.nocturne.bench.reference.RawSqlite;
import dev.nocturne.bench.reference.SegmentFile;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures events posted one by one by several sessions at once, each durable before the response.
 */
public final class DurableAppends implements Figure {
    private static final Duration TIME = Duration.ofSeconds(3);

    /** The warm-up of references, for which only the harness is compiled. */
    private static final Duration SHORT_TIME = Duration.ofSeconds(2);

    private static final int WARM_SESSIONS = 32;

    /** The warm-up of the engine without HTTP. */
    private static final Duration WARM_TIME = Duration.ofSeconds(10);

    private static final String ONE_MISSES =
            "a request wakes several threads one after the other; see the line without HTTP.";

    private static final String MANY_MISS =
            "sockets and HTTP take more CPU than the engine; see the line without HTTP.";

    private record At(int sessions, double target) {
        String text() {
            return sessions == 1 ? "1 session" : Measurements.count(sessions) + " sessions";
        }
    }

    @Override
    public String name() {
        return "appends";
    }

    @Override
    public String about() {
        return "durable appends through the whole engine, beside a synced file and raw SQLite";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (PackagedServer server = lab.sharedNocturne();
                EngineProcess alone = EngineProcess.start(lab.folder("engine"))) {
            // One server and one warm-up for all numbers of sessions.
            alone.closedLoop(WARM_SESSIONS, lab.shortWarmUp(), lab.time(WARM_TIME));
            ClosedLoop.posts(server, WARM_SESSIONS, lab.warmUp(), lab.shortWarmUp());
            for (At at :
                    List.of(
                            new At(1, 0.8),
                            new At(lab.size(32, 8), 0.5),
                            new At(lab.size(1_000, 32), 0.1))) {
                measure(lab, server, alone, at, rows);
            }
        }
        return rows;
    }

    private static void measure(
            Lab lab, PackagedServer server, EngineProcess alone, At at, List<Row> rows)
            throws IOException, InterruptedException {
        List<LoadSample> engine = new ArrayList<>();
        List<LoadSample> withoutHttp = new ArrayList<>();
        List<LoadSample> segment = new ArrayList<>();
        List<LoadSample> sqlite = new ArrayList<>();
        Duration brief = lab.time(SHORT_TIME);
        for (int round = 0; round < lab.rounds(); round++) {
            try (SegmentFile file = SegmentFile.open(lab.folder("segment"))) {
                segment.add(Producers.closedLoop(file, at.sessions(), lab.shortWarmUp(), brief));
            }
            try (RawSqlite raw = RawSqlite.open(lab.folder("sqlite"))) {
                sqlite.add(Producers.closedLoop(raw, at.sessions(), lab.shortWarmUp(), brief));
            }
            withoutHttp.add(alone.closedLoop(at.sessions(), lab.shortWarmUp(), brief));
            engine.add(
                    ClosedLoop.posts(server, at.sessions(), lab.warmUp(server, 1), lab.time(TIME)));
        }
        String what = "durable appends, " + at.text();
        var perSecond = Lab.series("/s", engine, LoadSample::perSecond);
        rows.add(
                Row.beside(
                                what,
                                perSecond,
                                "synced file",
                                Lab.series("/s", segment, LoadSample::perSecond),
                                Target.ratioAtLeast(at.target()))
                        .note(client(engine))
                        .because(at.sessions() == 1 ? ONE_MISSES : MANY_MISS));
        rows.add(
                Row.beside(
                        what,
                        perSecond,
                        "raw SQLite",
                        Lab.series("/s", sqlite, LoadSample::perSecond),
                        Target.none()));
        rows.add(
                Row.beside(
                                what + ", without HTTP",
                                Lab.series("/s", withoutHttp, LoadSample::perSecond),
                                "synced file",
                                Lab.series("/s", segment, LoadSample::perSecond),
                                Target.ratioAtLeast(at.target()))
                        .note("the engine and its store in a process with the server's heap"));
        rows.add(
                Row.beside(
                        what + ", p50",
                        Lab.series("ms", engine, LoadSample::p50),
                        "synced file",
                        Lab.series("ms", segment, LoadSample::p50),
                        Target.none()));
        rows.add(
                Row.beside(
                        what + ", p99",
                        Lab.series("ms", engine, LoadSample::p99),
                        "synced file",
                        Lab.series("ms", segment, LoadSample::p99),
                        Target.none()));
        rows.add(
                Row.alone(
                        what + ", server CPU",
                        Lab.series("CPU s/M", engine, LoadSample::serverCpu),
                        Target.none()));
    }

    private static String client(List<LoadSample> engine) {
        return "the client used " + Lab.series("cores", engine, LoadSample::clientCpu);
    }
}
