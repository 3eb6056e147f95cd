package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.FanOutLoad;
import dev.nocturne.bench.client.ScheduledFanOut;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Nocturne;
import dev.nocturne.bench.process.ProcStat;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Series;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A hundred readers that take nothing beside a hundred that do. */
public final class StalledReaders implements Figure {
    private static final int READERS = 100;
    private static final int RATE = 200;
    private static final Duration TIME = Duration.ofSeconds(4);

    /** The shortest that may be configured. */
    private static final int DEADLINE_SECONDS = 20;

    /**
     * What is promised: who takes nothing for the deadline is cut off. The second beyond it is for
     * what a reader's buffers take until they are full, and for timers and our own looks.
     */
    private static final int CUT_SECONDS = DEADLINE_SECONDS + 1;

    /** When the wait is given up. */
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
        try (Nocturne server = lab.nocturne("NOCTURNE_WRITE_DEADLINE=" + DEADLINE_SECONDS + "s")) {
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
                        new Series("ms", with),
                        "without the stalled",
                        new Series("ms", without),
                        Target.ratioAtMost(1.3)));
        rows.add(
                Row.alone(
                                "memory (PSS) per stalled reader",
                                new Series("kB", memory),
                                Target.none())
                        .note("without the kernel's buffers, at most 64 kB as the server asks"));
        if (!cut.isEmpty()) {
            rows.add(
                    Row.alone(
                            "stalled readers cut, deadline " + DEADLINE_SECONDS + " s",
                            new Series("s", cut),
                            Target.atMost(CUT_SECONDS)));
        }
        return rows;
    }
}
