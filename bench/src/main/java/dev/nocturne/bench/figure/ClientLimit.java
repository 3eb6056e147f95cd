package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.ClosedLoop;
import dev.nocturne.bench.client.Loop;
import dev.nocturne.bench.client.Stream;
import dev.nocturne.bench.client.WarmUp;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Stub;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the load client's own limit against a server that does nothing. Figures near this limit
 * are limited by the client.
 */
public final class ClientLimit implements Figure {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int STREAMS = 1_000;
    private static final int EVENTS = 2_000;
    private static final int SESSIONS = 32;

    @Override
    public String name() {
        return "client";
    }

    @Override
    public String about() {
        return "the load client's own limit, against a stub";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Double> deliveries = new ArrayList<>();
        List<Double> posts = new ArrayList<>();
        int events = lab.size(EVENTS, 100);
        try (Stub stub = Stub.start(lab.folder("stub"), events)) {
            int streams = lab.size(STREAMS, 20);
            read(stub, streams, events); // compiles
            for (int round = 0; round < lab.rounds(); round++) {
                deliveries.add(read(stub, streams, events));
                posts.add(
                        ClosedLoop.posts(
                                        stub,
                                        SESSIONS,
                                        WarmUp.fixed(lab.shortWarmUp()),
                                        lab.time(TIME))
                                .perSecond());
            }
        }
        return List.of(
                Row.alone(
                        "the client's limit, deliveries from a stub",
                        new Measurements("/s", deliveries),
                        Target.none()),
                Row.alone(
                        "the client's limit, POSTs to a stub, " + SESSIONS + " at once",
                        new Measurements("/s", posts),
                        Target.none()));
    }

    private static double read(Stub stub, int count, int events) throws IOException {
        try (Loop loop = Loop.start()) {
            long begin = System.nanoTime();
            List<Stream> streams = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                streams.add(Stream.open(loop, stub, "any", (n, at) -> {}));
            }
            loop.await("the stub's events", PATIENCE, () -> haveAllEnded(streams));
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!streams.stream().allMatch(s -> s.complete() && s.last() == events)) {
                throw new WrongRun("a stream of the stub ended early");
            }
            return (double) count * events / seconds;
        }
    }

    private static boolean haveAllEnded(List<Stream> streams) {
        return streams.stream().allMatch(Stream::hasEnded);
    }
}
