package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.ClosedLoop;
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

/**
 * Measures a thousand sessions with a stream each. Every event is posted, made durable and then
 * delivered.
 */
public final class ManySessions implements Figure {
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int SESSIONS = 1_000;
    private static final String DURABLE = "nchan, 1 worker + Redis";

    private static final String MISSES =
            "half of the CPU goes to sockets and the HTTP library; see the lines beside bare Jetty.";

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String about() {
        return "1,000 sessions x 1 stream, each event posted, beside nchan with Redis that syncs";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        Measured measured = new Measured();
        try (Peers peers = new Peers()) {
            peers.add(lab.sharedNocturne());
            peers.add(lab.bare());
            peers.add(lab.durableNchan());
            for (int round = 0; round < lab.rounds(); round++) {
                for (Peer peer : peers) {
                    measured.add(
                            peer,
                            ClosedLoop.deliveries(
                                    peer,
                                    lab.size(SESSIONS, 20),
                                    lab.warmUp(peer, round),
                                    lab.time(TIME)));
                }
            }
        }
        return rows(measured);
    }

    private static List<Row> rows(Measured measured) {
        List<Row> rows = new ArrayList<>();
        if (measured.has(DURABLE)) {
            rows.add(rate(measured, DURABLE, Target.ratioAtLeast(2)).because(MISSES));
            rows.add(cpu(measured, DURABLE, Target.ratioAtMost(0.6)).because(MISSES));
        }
        rows.add(rate(measured, "bare Jetty", Target.none()).note(measured.client("nocturne")));
        rows.add(cpu(measured, "bare Jetty", Target.none()));
        return rows;
    }

    private static Row rate(Measured measured, String peer, Target target) {
        return measured.row(
                "1,000 sessions x 1, POST + delivery",
                "/s",
                LoadSample::perSecond,
                "nocturne",
                peer,
                target);
    }

    private static Row cpu(Measured measured, String peer, Target target) {
        return measured.row(
                "1,000 sessions x 1, server CPU",
                "CPU s/M",
                LoadSample::serverCpu,
                "nocturne",
                peer,
                target);
    }
}
