package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Lines;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.result.WrongRun;
import dev.nocturne.bench.seed.SeededStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Measures how long a client takes to show a session (PROTOCOL.md, section 2): to read its state,
 * the last page of its events, and the stream behind them, each to its end.
 */
public final class SessionOpen implements Figure {
    private static final List<Integer> EVENTS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> TINY_EVENTS = List.of(100, 1_000, 10_000);

    /** A checkpoint is stored at least every 256 events (docs/adr/0002). */
    private static final int BEHIND = 200;

    /** Sessions opened before any is timed: the first ones load classes. */
    private static final int WARM_UP = 30;

    /** Times that a session is opened again in a round; their median counts. */
    private static final int AGAIN = 9;

    /** A session to open, and how long that took in each round. */
    private record Measured(
            String id, int events, boolean behind, List<Double> cold, List<Double> warm) {
        Measured(String id, int events, boolean behind) {
            this(id, events, behind, new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String about() {
        return "a session of 1k/100k/1M events opened as clients do, cold and warm, checkpoint at"
                + " the tail and behind it";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        try (PackagedServer server = lab.nocturne()) {
            List<Measured> sessions = seed(lab, server);
            List<String> others = server.open(lab.size(WARM_UP, 2));
            for (String other : others) {
                server.complete(other);
            }
            for (int round = 0; round < lab.rounds(); round++) {
                // A server that has just started has no session in its memory.
                server.stop();
                server.restart();
                for (String other : others) {
                    open(server, other);
                }
                for (Measured session : sessions) {
                    session.cold().add(open(server, session.id()));
                    session.warm().add(openAgain(lab, server, session.id()));
                }
            }
            return rows(sessions);
        }
    }

    /** Sessions of each length, one with its checkpoint at the tail and one behind it. */
    private static List<Measured> seed(Lab lab, PackagedServer server)
            throws IOException, InterruptedException {
        List<Measured> sessions = new ArrayList<>();
        for (int events : lab.smoke() ? TINY_EVENTS : EVENTS) {
            for (boolean behind : new boolean[] {false, true}) {
                String id = server.open();
                server.post(id, 1);
                sessions.add(new Measured(id, events, behind));
            }
        }
        server.stop();
        try (SeededStore store = SeededStore.open(server.database())) {
            for (Measured session : sessions) {
                store.lengthen(session.id(), session.events());
            }
        }
        server.restart();
        for (Measured session : sessions) {
            server.complete(session.id());
        }
        server.stop();
        try (SeededStore store = SeededStore.open(server.database())) {
            for (Measured session : sessions) {
                if (session.behind()) {
                    store.extend(session.id(), BEHIND);
                }
            }
        }
        server.restart();
        return sessions;
    }

    private static double openAgain(Lab lab, PackagedServer server, String session)
            throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < lab.size(AGAIN, 2); i++) {
            millis.add(open(server, session));
        }
        return new Measurements("ms", millis).median();
    }

    private static double open(PackagedServer server, String session) throws IOException {
        String path = "/api/sessions/" + session;
        long begin = System.nanoTime();
        long last = server.api().get(path + "?view=state").path("last_seq").asLong();
        JsonNode page = server.api().get(path + "/events?before=" + (last + 1));
        Lines.toEnd(server.subscribe(session, last), server.port(), "completed");
        double millis = (System.nanoTime() - begin) / 1e6;
        long shown = page.path("events").path(page.path("events").size() - 1).path("seq").asLong();
        if (last == 0 || shown != last) {
            throw new WrongRun("the last page of " + session + " ends at " + shown + " of " + last);
        }
        return millis;
    }

    private static List<Row> rows(List<Measured> sessions) {
        List<Row> rows = new ArrayList<>();
        Measured shortest = sessions.getFirst();
        for (Measured session : sessions) {
            if (session.behind()) {
                Measured atTail = sessions.get(sessions.indexOf(session) - 1);
                String what =
                        "open, "
                                + Measurements.count(session.events())
                                + " events, checkpoint behind, ";
                rows.add(row(what + "cold", session.cold(), "at the tail", atTail.cold(), false));
                rows.add(row(what + "warm", session.warm(), "at the tail", atTail.warm(), false));
            } else if (session.events() != shortest.events()) {
                String what = "open, " + Measurements.count(session.events()) + " events, ";
                String beside = "with " + Measurements.count(shortest.events());
                rows.add(row(what + "cold", session.cold(), beside, shortest.cold(), true));
                rows.add(row(what + "warm", session.warm(), beside, shortest.warm(), true));
            }
        }
        return rows;
    }

    private static Row row(
            String what,
            List<Double> measured,
            String beside,
            List<Double> reference,
            boolean judged) {
        return Row.beside(
                what,
                new Measurements("ms", measured),
                beside,
                new Measurements("ms", reference),
                judged ? Target.ratioAtMost(1.2) : Target.none());
    }
}
