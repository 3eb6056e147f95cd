package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.FanOutLoad;
import dev.nocturne.bench.client.ScheduledFanOut;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.ProcStat;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures a hundred stalled readers beside a hundred live ones. */
public final class StalledReaders implements Figure {
    private static final int READERS = 100;
    private static final int RATE = 200;
    private static final Duration TIME = Duration.ofSeconds(4);

    /** The shortest deadline that can be configured. */
    private static final int DEADLINE_SECONDS = 20;

    /**
     * The time within which a reader that takes nothing must be cut off: the deadline, and a second
     * for filling its buffers, for timers and for the interval of the check.
     */
    private static final int CUT_SECONDS = DEADLINE_SECONDS + 1;

    /** The time limit of the wait. */
    private static final Duration MOST = Duration.ofSeconds(3 * DEADLINE_SECONDS);

    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public String about() {
        return "100 stalled readers beside 100 live ones: latency, memory, and that they are cut";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        int readers = lab.size(READERS, 10);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        List<Double> cut = new ArrayList<>();
        try (PackagedServer server =
                lab.nocturne("NOCTURNE_WRITE_DEADLINE=" + DEADLINE_SECONDS + "s")) {
            try (FanOutLoad load = FanOutLoad.open(server, readers)) {
                load.lockstep(lab.warmUp(), lab.shortWarmUp());
            }
            for (int round = 0; round < lab.rounds(); round++) {
                try (ScheduledFanOut load = ScheduledFanOut.open(server, readers)) {
                    load.run(RATE, lab.shortWarmUp());
                    without.add(load.run(RATE, lab.time(TIME)));
                    server.collectGarbage();
                    double before = ProcStat.pssKilobytes(server.pid());
                    load.stall(readers);
                    load.fill();
                    with.add(load.run(RATE, lab.time(TIME)));
                    server.collectGarbage();
                    memory.add((ProcStat.pssKilobytes(server.pid()) - before) / readers);
                    if (!lab.smoke() && round == lab.rounds() - 1) {
                        cut.add(load.awaitCut(RATE, MOST));
                    }
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        rows.add(
                Row.beside(
                        "live readers beside stalled ones, p99",
                        new Measurements("ms", with),
                        "without the stalled",
                        new Measurements("ms", without),
                        Target.ratioAtMost(1.3)));
        rows.add(
                Row.alone(
                                "memory (PSS) per stalled reader",
                                new Measurements("kB", memory),
                                Target.none())
                        .note("without the kernel's buffers, at most 64 kB as the server asks"));
        if (!cut.isEmpty()) {
            rows.add(
                    Row.alone(
                            "stalled readers cut, deadline " + DEADLINE_SECONDS + " s",
                            new Measurements("s", cut),
                            Target.atMost(CUT_SECONDS)));
        }
        return rows;
    }
}
