package dev.nocturne.bench.figure;

import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures the next delta of an answer and the next tool call late in a long turn. */
public final class LongTurns implements Figure {
    /** An answer may have a million characters (PROTOCOL.md, section 7). */
    private static final int DELTAS = 900;

    private static final int DELTA_CHARS = 1_000;

    /** A turn of an external agent may have a thousand steps (PROTOCOL.md, section 7). */
    private static final int CALLS = 900;

    /** The number of first and last ones that are compared. */
    private static final int PART = 100;

    private static final int WARM_TURNS = 2;

    private record Parts(double first, double last, double cpu) {}

    private interface Turn {
        Parts run(PackagedServer server, int count, int part) throws IOException;
    }

    @Override
    public String name() {
        return "turns";
    }

    @Override
    public String about() {
        return "a delta late in an answer of 900 kB, and a tool call after 800 others, beside the"
                + " first ones";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        try (PackagedServer server = lab.sharedNocturne()) {
            int part = lab.size(PART, 5);
            List<Row> rows = new ArrayList<>();
            rows.addAll(rows(lab, server, "delta", lab.size(DELTAS, 20), part, LongTurns::answer));
            rows.addAll(
                    rows(lab, server, "tool call", lab.size(CALLS, 20), part, LongTurns::calls));
            return rows;
        }
    }

    private static List<Row> rows(
            Lab lab, PackagedServer server, String what, int count, int part, Turn turn)
            throws IOException {
        for (int i = 0; i < lab.size(WARM_TURNS, 1); i++) {
            turn.run(server, count, part);
        }
        List<Parts> parts = new ArrayList<>();
        for (int round = 0; round < lab.rounds(); round++) {
            parts.add(turn.run(server, count, part));
        }
        return List.of(
                Row.beside(
                        "long turn, the last " + part + " of " + count + " " + what + "s",
                        Lab.series("ms each", parts, Parts::last),
                        "the first " + part,
                        Lab.series("ms each", parts, Parts::first),
                        Target.ratioAtMost(1.2)),
                Row.alone(
                        "long turn of " + Measurements.count(count) + " " + what + "s, server CPU",
                        Lab.series("s", parts, Parts::cpu),
                        Target.none()));
    }

    private static Parts answer(PackagedServer server, int count, int part) throws IOException {
        String text = "x".repeat(DELTA_CHARS);
        String session = server.open();
        post(server, session, "message.start", "{\"id\":\"m\"}");
        Parts parts =
                measure(
                        server,
                        count,
                        part,
                        n ->
                                post(
                                        server,
                                        session,
                                        "message.delta",
                                        "{\"id\":\"m\",\"text\":\"" + text + "\"}"));
        server.complete(session);
        return parts;
    }

    private static Parts calls(PackagedServer server, int count, int part) throws IOException {
        String session = server.open();
        Parts parts =
                measure(
                        server,
                        count,
                        part,
                        n -> {
                            String id = "\"id\":\"c" + n + "\",\"agent\":\"TelemetryAgent\"";
                            post(server, session, "tool_call.start", call(id, n, ""));
                            post(
                                    server,
                                    session,
                                    "tool_call.complete",
                                    call(id, n, ",\"duration\":\"0.1s\",\"response\":\"ok\""));
                        });
        server.complete(session);
        return parts;
    }

    private static String call(String id, int n, String more) {
        return "{"
                + id
                + ",\"step\":"
                + n
                + ",\"query\":\"metrics\",\"timestamp\":\"2026-03-02T00:10:00Z\""
                + more
                + "}";
    }

    private interface Piece {
        void send(int n) throws IOException;
    }

    private static Parts measure(PackagedServer server, int count, int part, Piece piece)
            throws IOException {
        double cpu = server.cpuSeconds();
        long first = 0;
        long last = 0;
        for (int n = 1; n <= count; n++) {
            long begin = System.nanoTime();
            piece.send(n);
            long taken = System.nanoTime() - begin;
            first += n <= part ? taken : 0;
            last += n > count - part ? taken : 0;
        }
        return new Parts(first / 1e6 / part, last / 1e6 / part, server.cpuSeconds() - cpu);
    }

    private static void post(PackagedServer server, String session, String event, String data)
            throws IOException {
        var _ =
                server.api()
                        .postText(
                                "/api/sessions/" + session + "/events",
                                "{\"events\":[{\"event\":\""
                                        + event
                                        + "\",\"data\":"
                                        + data
                                        + "}]}");
    }
}
