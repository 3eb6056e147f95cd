package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Loop;
import dev.nocturne.bench.client.Stream;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.result.WrongRun;
import dev.nocturne.bench.seed.SeededStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures replays of long sessions: complete, to the first frame, and of the last events. */
public final class Replay implements Figure {
    private static final int LONG = 100_000;
    private static final int VERY_LONG = 1_000_000;

    /** The number of events that a reconnecting client has missed. */
    private static final int MISSED = 20;

    /** The number of short measurements whose median is one round. */
    private static final int REPEATS = 15;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Session(String id, int events) {}

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String about() {
        return "replay of 100k and 1M events beside a raw SELECT; first frame; resume near the"
                + " tail";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        try (PackagedServer server = lab.nocturne();
                Loop loop = Loop.start()) {
            Session one = createSession(server, lab.size(LONG, 2_000));
            Session ten = createSession(server, lab.size(VERY_LONG, 20_000));
            server.stop();
            try (SeededStore store = SeededStore.open(server.database())) {
                store.lengthen(one.id(), one.events());
                store.lengthen(ten.id(), ten.events());
            }
            server.restart();
            server.complete(one.id());
            server.complete(ten.id());
            replay(server, loop, one, 0); // compiles
            return rows(lab, server, loop, one, ten);
        }
    }

    private static Session createSession(PackagedServer server, int events) throws IOException {
        String id = server.open();
        server.post(id, 1);
        return new Session(id, events);
    }

    private static List<Row> rows(
            Lab lab, PackagedServer server, Loop loop, Session one, Session ten)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Session session : List.of(one, ten)) {
            List<Double> replayed = new ArrayList<>();
            List<Double> selected = new ArrayList<>();
            for (int round = 0; round < lab.rounds(); round++) {
                selected.add(SeededStore.select(server.database(), session.id()));
                replayed.add(session.events() / replay(server, loop, session, 0).seconds());
            }
            rows.add(
                    Row.beside(
                            "replay of " + Measurements.count(session.events()) + " events",
                            new Measurements("/s", replayed),
                            "raw SELECT",
                            new Measurements("/s", selected),
                            Target.ratioAtLeast(0.25)));
        }
        List<Double> firstOne = new ArrayList<>();
        List<Double> firstTen = new ArrayList<>();
        List<Double> resumeOne = new ArrayList<>();
        List<Double> resumeTen = new ArrayList<>();
        for (int round = 0; round < lab.rounds(); round++) {
            firstOne.add(firstFrame(server, loop, one, 0));
            firstTen.add(firstFrame(server, loop, ten, 0));
            resumeOne.add(firstFrame(server, loop, one, one.events() - MISSED));
            resumeTen.add(firstFrame(server, loop, ten, ten.events() - MISSED));
        }
        rows.add(compare("first frame", firstOne, firstTen));
        rows.add(compare("resume " + MISSED + " events before the tail", resumeOne, resumeTen));
        return rows;
    }

    private static Row compare(String what, List<Double> one, List<Double> ten) {
        return Row.beside(
                what + ", the longer session",
                new Measurements("ms", ten),
                "the shorter session",
                new Measurements("ms", one),
                Target.ratioAtMost(1.2));
    }

    private record Replayed(double seconds, double firstMillis) {}

    /** Reads from event {@code after} to the end. */
    private static Replayed replay(PackagedServer server, Loop loop, Session session, long after)
            throws IOException {
        long begin = System.nanoTime();
        Stream stream = open(server, loop, session, after);
        loop.await("a replay", PATIENCE, stream::hasEnded);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!stream.complete() || stream.last() != session.events()) {
            throw new WrongRun(
                    "a replay ended at " + stream.last() + " of " + session.events() + " events");
        }
        return new Replayed(seconds, (stream.firstEventAt() - begin) / 1e6);
    }

    private static double firstFrame(PackagedServer server, Loop loop, Session session, long after)
            throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            Stream stream = open(server, loop, session, after);
            loop.await("a first frame", PATIENCE, () -> stream.firstEventAt() != 0);
            millis.add((stream.firstEventAt() - begin) / 1e6);
            stream.leave();
        }
        return new Measurements("ms", millis).median();
    }

    private static Stream open(PackagedServer server, Loop loop, Session session, long after)
            throws IOException {
        return Stream.open(
                loop,
                server.port(),
                server.subscribe(session.id(), after + PackagedServer.FIRST_EVENTS),
                after,
                (n, at) -> {});
    }
}
