package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.ClosedLoop;
import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.client.Scheduled;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a thousand sessions with a stream each that get one event a second, so that the server
 * is mostly idle.
 */
public final class Unhurried implements Figure {
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final int SESSIONS = 1_000;
    private static final int RATE = 1_000;

    private static final String MISSES =
            "the cost of an event is proportional to how often threads sleep; see those lines.";

    @Override
    public String name() {
        return "unhurried";
    }

    @Override
    public String about() {
        return "1,000 sessions x 1 stream at 1,000 events/s in all, beside bare Jetty and nchan,"
                + " which make nothing durable, and nchan with a syncing Redis, which does";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        try (Peers peers = new Peers()) {
            peers.add(lab.sharedNocturne());
            peers.add(lab.bare());
            peers.add(lab.allVirtualBare());
            peers.add(lab.nchan(1));
            peers.add(lab.durableNchan());
            int sessions = lab.size(SESSIONS, 20);
            for (Peer peer : peers) {
                // At a thousand events/s the JIT compiler would still be busy during the
                // measurement.
                ClosedLoop.deliveries(peer, sessions, lab.warmUp(peer, 0), lab.shortWarmUp());
            }
            return rows(measure(lab, peers, sessions));
        }
    }

    /** Uses the same streams in all rounds, because closing a thousand takes time too. */
    private static Measured measure(Lab lab, Peers peers, int sessions) throws IOException {
        Measured measured = new Measured();
        Map<Peer, Scheduled> loads = new LinkedHashMap<>();
        try {
            for (Peer peer : peers) {
                loads.put(peer, Scheduled.open(peer, sessions));
            }
            int rate = lab.size(RATE, 100);
            for (int round = 0; round < lab.rounds(); round++) {
                for (Map.Entry<Peer, Scheduled> entry : loads.entrySet()) {
                    Scheduled load = entry.getValue();
                    measured.add(entry.getKey(), load.run(rate, lab.shortWarmUp(), lab.time(TIME)));
                }
            }
        } finally {
            for (Scheduled load : loads.values()) {
                load.close();
            }
        }
        return measured;
    }

    private static List<Row> rows(Measured measured) {
        List<Row> rows = new ArrayList<>();
        rows.add(
                cpu(measured, "bare Jetty, all virtual", Target.ratioAtMost(0.5))
                        .note(measured.client("nocturne"))
                        .because(MISSES));
        rows.add(cpu(measured, "bare Jetty", Target.none()));
        rows.add(p99(measured, "bare Jetty"));
        rows.add(sleeps(measured, "bare Jetty"));
        for (String peer : List.of("nchan, 1 worker", "nchan, 1 worker + Redis")) {
            if (measured.has(peer)) {
                rows.add(cpu(measured, peer, Target.none()));
                rows.add(p99(measured, peer));
                rows.add(sleeps(measured, peer));
            }
        }
        return rows;
    }

    private static Row sleeps(Measured measured, String peer) {
        return measured.row(
                "unhurried, sleeps of the server's threads",
                "/event",
                LoadSample::serverSleeps,
                "nocturne",
                peer,
                Target.none());
    }

    private static Row cpu(Measured measured, String peer, Target target) {
        return measured.row(
                "unhurried, server CPU",
                "CPU s/M",
                LoadSample::serverCpu,
                "nocturne",
                peer,
                target);
    }

    private static Row p99(Measured measured, String peer) {
        return measured.row(
                "unhurried, due -> frame read, p99",
                "ms",
                LoadSample::p99,
                "nocturne",
                peer,
                Target.none());
    }
}
