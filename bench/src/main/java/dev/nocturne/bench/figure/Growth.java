package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Appender;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.seed.SeededStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures how long an append takes when a session, or the store, is large. */
public final class Growth implements Figure {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final List<Integer> EVENTS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> TINY_EVENTS = List.of(100, 1_000, 10_000);
    private static final List<Integer> SESSIONS = List.of(1, 10_000, 1_000_000);
    private static final List<Integer> TINY_SESSIONS = List.of(1, 100);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String about() {
        return "append at 1k/100k/1M events and 1/10k/1M sessions, beside the smallest";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(events(lab));
        rows.addAll(sessions(lab));
        return rows;
    }

    private static List<Row> events(Lab lab) throws IOException, InterruptedException {
        List<Integer> lengths = lab.smoke() ? TINY_EVENTS : EVENTS;
        try (PackagedServer server = lab.nocturne()) {
            List<String> ids = server.open(lengths.size());
            for (String id : ids) {
                server.post(id, 1);
            }
            server.stop();
            try (SeededStore store = SeededStore.open(server.database())) {
                for (int i = 0; i < ids.size(); i++) {
                    store.lengthen(ids.get(i), lengths.get(i));
                }
            }
            server.restart();
            List<Appender> appenders = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                appenders.add(new Appender(server, ids.get(i), lengths.get(i)));
            }
            appenders.getFirst().warmUp(lab.warmUp());
            return appends(lab, appenders, "events in the session", lengths);
        }
    }

    private static List<Row> sessions(Lab lab) throws IOException, InterruptedException {
        List<Integer> counts = lab.smoke() ? TINY_SESSIONS : SESSIONS;
        List<PackagedServer> servers = new ArrayList<>();
        try {
            List<Appender> appenders = new ArrayList<>();
            for (int count : counts) {
                PackagedServer server = lab.nocturne();
                servers.add(server);
                if (count > 1) {
                    String session = server.open();
                    server.complete(session);
                    server.stop();
                    try (SeededStore store = SeededStore.open(server.database())) {
                        store.multiply(session, count - 1, SeededStore.SHORTEST);
                    }
                    server.restart();
                }
                appenders.add(new Appender(server, server.open(), 0));
            }
            for (Appender appender : appenders) {
                appender.warmUp(lab.warmUp());
            }
            return appends(lab, appenders, "sessions in the store", counts);
        } finally {
            servers.forEach(PackagedServer::close);
        }
    }

    private static List<Row> appends(
            Lab lab, List<Appender> appenders, String of, List<Integer> sizes) throws IOException {
        List<List<Double>> millis = new ArrayList<>();
        for (Appender appender : appenders) {
            appender.run(lab.shortWarmUp());
            millis.add(new ArrayList<>());
        }
        for (int round = 0; round < lab.rounds(); round++) {
            for (int i = 0; i < appenders.size(); i++) {
                millis.get(i).add(appenders.get(i).run(lab.time(TIME)).millis(0.5));
            }
        }
        return rows("append, p50, ", of, sizes, millis);
    }

    private static List<Row> rows(
            String what, String of, List<Integer> sizes, List<List<Double>> millis) {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < sizes.size(); i++) {
            rows.add(
                    Row.beside(
                            what + Measurements.count(sizes.get(i)) + " " + of,
                            new Measurements("ms", millis.get(i)),
                            "with " + Measurements.count(sizes.getFirst()),
                            new Measurements("ms", millis.getFirst()),
                            Target.ratioAtMost(1.2)));
        }
        return rows;
    }
}
