package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.FanOutLoad;
import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures one session with a thousand streams: with one event at a time, and with a backlog. */
public final class FanOut implements Figure {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final int STREAMS = 1_000;
    private static final int BACKLOG = 1_000;

    /**
     * The number of events before the measurement, in which the gathering of frames is compiled
     * too.
     */
    private static final int WARM_BACKLOG = 8_000;

    /** The number of events in a request of the backlog, if the server takes several. */
    private static final int BATCH = 200;

    private static final String LOCKSTEP_MISSES =
            "each delivery is a write, and most of the CPU is the kernel's; the bare HTTP library"
                    + " takes about as much; see the line beside bare Jetty.";

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public String about() {
        return "1 session x 1,000 streams, lockstep and backlog, beside bare Jetty and nchan";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        Measured lockstep = new Measured();
        Measured backlog = new Measured();
        try (Peers peers = new Peers()) {
            peers.add(lab.sharedNocturne());
            peers.add(lab.bare());
            peers.add(lab.nchan(1));
            peers.add(lab.nchan(2));
            for (int round = 0; round < lab.rounds(); round++) {
                for (Peer peer : peers) {
                    measure(lab, peer, round, lockstep, backlog);
                }
            }
        }
        return rows(lockstep, backlog);
    }

    private static void measure(Lab lab, Peer peer, int round, Measured lockstep, Measured backlog)
            throws IOException {
        int streams = lab.size(STREAMS, 20);
        try (FanOutLoad load = FanOutLoad.open(peer, streams)) {
            lockstep.add(peer, load.lockstep(lab.warmUp(peer, round), lab.time(TIME)));
        }
        try (FanOutLoad load = FanOutLoad.open(peer, streams)) {
            if (peer.compiles()) {
                load.backlog(lab.size(round == 0 ? WARM_BACKLOG : BACKLOG / 4, 20), BATCH);
            }
            backlog.add(peer, load.backlog(lab.size(BACKLOG, 100), BATCH));
        }
    }

    private static List<Row> rows(Measured lockstep, Measured backlog) {
        List<Row> rows = new ArrayList<>();
        rows.add(cpu("lockstep", lockstep).note(lockstep.client("nocturne")));
        rows.add(cpu("backlog", backlog).note(backlog.client("nocturne")));
        rows.add(rate("lockstep", lockstep, "bare Jetty", Target.none()));
        rows.add(rate("backlog", backlog, "bare Jetty", Target.none()));
        for (String nchan : List.of("nchan, 1 worker", "nchan, 2 workers")) {
            if (lockstep.has(nchan)) {
                rows.add(
                        rate("lockstep", lockstep, nchan, Target.ratioAtLeast(0.9))
                                .because(LOCKSTEP_MISSES));
                rows.add(rate("backlog", backlog, nchan, Target.ratioAtLeast(3)));
                rows.add(cpuBeside("lockstep", lockstep, nchan));
                rows.add(cpuBeside("backlog", backlog, nchan));
            }
        }
        return rows;
    }

    private static Row cpu(String way, Measured measured) {
        return measured.row(
                "fan-out, " + way + ", server CPU",
                "CPU s/M",
                LoadSample::serverCpu,
                "nocturne",
                "bare Jetty",
                Target.ratioAtMost(1.5));
    }

    private static Row cpuBeside(String way, Measured measured, String peer) {
        return measured.row(
                "fan-out, " + way + ", server CPU",
                "CPU s/M",
                LoadSample::serverCpu,
                "nocturne",
                peer,
                Target.none());
    }

    private static Row rate(String way, Measured measured, String peer, Target target) {
        return measured.row(
                "fan-out, " + way + ", deliveries",
                "/s",
                LoadSample::perSecond,
                "nocturne",
                peer,
                target);
    }
}
