package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.ClosedLoop;
import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.client.Scheduled;
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

/**
 * Runs the server at half of its capacity for a given time, in which neither memory nor latency may
 * grow.
 */
public final class Soak implements Figure {
    private static final int SESSIONS = 200;

    private final int minutes;

    public Soak(int minutes) {
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String about() {
        return "half load for "
                + minutes
                + " minutes: memory and latency at the end and at the beginning";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<LoadSample> samples = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        int rate;
        try (PackagedServer server = lab.nocturne()) {
            Duration minute = lab.time(Duration.ofMinutes(1));
            LoadSample most =
                    ClosedLoop.deliveries(
                            server, SESSIONS, lab.warmUp(), lab.time(Duration.ofSeconds(4)));
            rate = Math.max(10, (int) (most.perSecond() / 2));
            lab.say(rate + " events/s, half of " + Measurements.number(most.perSecond()));
            try (Scheduled load = Scheduled.open(server, SESSIONS)) {
                for (int i = 0; i < minutes; i++) {
                    samples.add(load.run(rate, Duration.ZERO, minute));
                    memory.add(ProcStat.pssKilobytes(server.pid()) / 1e3);
                    lab.say(
                            "minute "
                                    + (i + 1)
                                    + ": p99 "
                                    + Measurements.number(samples.getLast().p99())
                                    + " ms, PSS "
                                    + Measurements.number(memory.getLast())
                                    + " MB");
                }
            }
        }
        Measurements p99 = Lab.series("ms", samples, LoadSample::p99);
        Measurements pss = new Measurements("MB", memory);
        return List.of(
                beginAndEnd("soak at " + rate + " ev/s, due -> frame read, p99", p99),
                beginAndEnd("soak at " + rate + " ev/s, PSS", pss));
    }

    /** Compares the last third with the first. */
    private static Row beginAndEnd(String what, Measurements all) {
        List<Double> values = all.values();
        int third = Math.max(1, values.size() / 3);
        Measurements first = new Measurements(all.unit(), values.subList(0, third));
        Measurements last =
                new Measurements(all.unit(), values.subList(values.size() - third, values.size()));
        return Row.beside(
                what + ", the last third", last, "the first third", first, Target.ratioAtMost(1.2));
    }
}
