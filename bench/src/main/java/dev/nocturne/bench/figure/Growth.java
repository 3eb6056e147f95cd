package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Appender;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Nocturne;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Series;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.seed.SeededStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an append and an open cost when a session, or the store, has become large. */
public final class Growth implements Figure {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final List<Integer> EVENTS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> TINY_EVENTS = List.of(100, 1_000, 10_000);
    private static final List<Integer> SESSIONS = List.of(1, 10_000, 1_000_000);
    private static final List<Integer> TINY_SESSIONS = List.of(1, 100);

    /** Opens before one is timed: the first ones load classes. */
    private static final int WARM_OPENS = 30;

    /** Opens that are timed for each length, each of another session. */
    private static final int OPENS = 3;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String about() {
        return "append and open at 1k/100k/1M events and 1/10k/1M sessions, beside the smallest";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(events(lab));
        rows.addAll(sessions(lab));
        return rows;
    }

    private static List<Row> events(Lab lab) throws IOException, InterruptedException {
        List<Integer> lengths = lab.smoke() ? TINY_EVENTS : EVENTS;
        try (Nocturne server = lab.nocturne()) {
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
            List<Row> rows = appends(lab, appenders, "events in the session", lengths);
            rows.addAll(opens(lab, server, ids, lengths));
            return rows;
        }
    }

    private static List<Row> sessions(Lab lab) throws IOException, InterruptedException {
        List<Integer> counts = lab.smoke() ? TINY_SESSIONS : SESSIONS;
        List<Nocturne> servers = new ArrayList<>();
        try {
            List<Appender> appenders = new ArrayList<>();
            for (int count : counts) {
                Nocturne server = lab.nocturne();
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
            servers.forEach(Nocturne::close);
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

    /** A message to a session at rest: its state is loaded, and a turn begins. */
    private static List<Row> opens(
            Lab lab, Nocturne server, List<String> ids, List<Integer> lengths)
            throws IOException, InterruptedException {
        for (String id : ids) {
            server.complete(id);
        }
        List<String> warm = server.open(WARM_OPENS);
        for (String id : warm) {
            server.complete(id);
        }
        List<List<Double>> millis = new ArrayList<>();
        lengths.forEach(length -> millis.add(new ArrayList<>()));
        for (int round = 0; round < lab.size(OPENS, 1); round++) {
            // Only so is no writer loaded.
            server.stop();
            server.restart();
            for (String id : warm) {
                open(server, id);
            }
            for (int i = 0; i < ids.size(); i++) {
                millis.get(i).add(open(server, ids.get(i)));
            }
        }
        return rows("open, ", "events in the session", lengths, millis);
    }

    private static double open(Nocturne server, String session) throws IOException {
        long begin = System.nanoTime();
        server.api().post("/api/sessions/" + session + "/message", Map.of("text", "And now?"));
        double taken = (System.nanoTime() - begin) / 1e6;
        server.complete(session);
        return taken;
    }

    private static List<Row> rows(
            String what, String of, List<Integer> sizes, List<List<Double>> millis) {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < sizes.size(); i++) {
            rows.add(
                    Row.beside(
                            what + Series.count(sizes.get(i)) + " " + of,
                            new Series("ms", millis.get(i)),
                            "with " + Series.count(sizes.getFirst()),
                            new Series("ms", millis.getFirst()),
                            Target.ratioAtMost(1.2)));
        }
        return rows;
    }
}
