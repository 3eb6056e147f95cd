package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Latencies;
import dev.nocturne.bench.client.ScheduledGets;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures lists of a hundred thousand sessions. */
public final class ListAndSearch implements Figure {
    private static final int MANY = 100_000;
    private static final int FEW = 1_000;
    private static final int RATE = 50;
    private static final Duration TIME = Duration.ofSeconds(2);

    /** As long as the search text of an ordinary alert. */
    private static final String ALERT =
            ("Loss of signal on the ring between the two sites since fourteen hours thirty-seven; "
                            + "customers call, the desk suspects the aggregation router. ")
                    .repeat(3);

    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("list, newest 100", "/api/sessions");
        QUERIES.put("list, by status", "/api/sessions?status=completed&limit=100");
        QUERIES.put("search, a word all have", "/api/sessions?q=aggregation&limit=50");
        QUERIES.put("search, a word none has", "/api/sessions?q=unheard-of&limit=50");
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String about() {
        return "list and search with 100k sessions, beside 1,000";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (PackagedServer few = startSeeded(lab, lab.size(FEW, 20));
                PackagedServer many = startSeeded(lab, lab.size(MANY, 2_000))) {
            for (var query : QUERIES.entrySet()) {
                List<Double> small = new ArrayList<>();
                List<Double> large = new ArrayList<>();
                p99(lab, few, query.getValue()); // compiles, and fills caches
                p99(lab, many, query.getValue());
                for (int round = 0; round < lab.rounds(); round++) {
                    small.add(p99(lab, few, query.getValue()));
                    large.add(p99(lab, many, query.getValue()));
                }
                rows.add(
                        Row.beside(
                                query.getKey() + ", p99",
                                new Measurements("ms", large),
                                "with 1,000 sessions",
                                new Measurements("ms", small),
                                Target.atMost(50)));
            }
        }
        return rows;
    }

    private static PackagedServer startSeeded(Lab lab, int sessions)
            throws IOException, InterruptedException {
        PackagedServer server = lab.nocturne();
        String session = server.open("external", ALERT);
        server.complete(session);
        server.stop();
        try (SeededStore store = SeededStore.open(server.database())) {
            store.multiply(session, sessions - 1, SeededStore.LIKE_THE_FIRST);
        }
        server.restart();
        return server;
    }

    private static double p99(Lab lab, PackagedServer server, String path) {
        Latencies latencies = ScheduledGets.run(server.port(), path, RATE, lab.time(TIME));
        return latencies.millis(0.99);
    }
}
