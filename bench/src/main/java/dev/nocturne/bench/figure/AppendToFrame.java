package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.ClosedLoop;
import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.client.Scheduled;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.reference.Producers;
import dev.nocturne.bench.reference.StoreAlone;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the time from when an event is due to be posted until a subscriber has read its frame.
 */
public final class AppendToFrame implements Figure {
    private static final Duration TIME = Duration.ofSeconds(4);

    /** The number of sessions of a busy night; the limit of running turns is twice that. */
    private static final int SESSIONS = 32;

    private static final int RATE = 1_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "event posted to frame read at 1,000 events/s, beside the store's commit alone";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<LoadSample> engine = new ArrayList<>();
        List<LoadSample> store = new ArrayList<>();
        Duration time = lab.time(TIME);
        int rate = lab.size(RATE, 200);
        double late;
        try (PackagedServer server = lab.sharedNocturne();
                StoreAlone alone = StoreAlone.open(lab.folder("store"))) {
            // At a thousand events/s the JIT compiler would still be busy during the measurement.
            ClosedLoop.deliveries(server, SESSIONS, lab.warmUp(), lab.shortWarmUp());
            try (Scheduled load = Scheduled.open(server, SESSIONS)) {
                for (int round = 0; round < lab.rounds(); round++) {
                    store.add(
                            Producers.runScheduled(
                                    alone.sessions(SESSIONS), rate, lab.shortWarmUp(), time));
                    engine.add(load.run(rate, lab.shortWarmUp(), time));
                }
                late = load.sendDelay(0.99);
            }
        }
        return List.of(
                Row.beside(
                        "event due -> frame read, " + rate + " ev/s, p50",
                        Lab.series("ms", engine, LoadSample::p50),
                        "commit of the store alone",
                        Lab.series("ms", store, LoadSample::p50),
                        Target.none()),
                Row.beside(
                                "event due -> frame read, " + rate + " ev/s, p99",
                                Lab.series("ms", engine, LoadSample::p99),
                                "commit of the store alone",
                                Lab.series("ms", store, LoadSample::p99),
                                Target.ratioAtMost(3))
                        .note("the client sends " + Measurements.number(late) + " ms late at p99")
                        .because(
                                "pauses of the garbage collector, in addition to the syncs that both wait for."));
    }
}
