package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Lines;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.Together;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures a start after kill -9 with sessions at rest and with running turns. */
public final class RecoveryTime implements Figure {
    private static final int SESSIONS = 950;
    private static final int RUNNING = 50;

    /** The pace of the runs, so that they are in progress when the server is killed. */
    private static final String PACE = "1500ms";

    private static final String ALERT = "OPT-AST-BRN-1 is dark since 14:37, customers call.";

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String about() {
        return "kill -9 with 1,000 sessions, 50 running: first 200, and all runs resumed";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Double> ready = new ArrayList<>();
        List<Double> goingOn = new ArrayList<>();
        int resting = lab.size(SESSIONS, 20);
        int running = lab.size(RUNNING, 3);
        try (PackagedServer server = lab.nocturne("--pace", PACE)) {
            List<String> sessions = server.open(resting);
            Together.all(
                    resting,
                    i -> {
                        server.complete(sessions.get(i));
                        return i;
                    });
            for (int round = 0; round < lab.rounds(); round++) {
                List<String> runs = Together.all(running, i -> server.open("builtin", ALERT));
                for (String run : runs) {
                    Lines.await(
                            server.subscribe(run, 0), server.port(), List.of("event: tool_call"));
                }
                server.kill();
                long begin = System.nanoTime();
                ready.add(server.restart());
                Together.all(running, i -> awaitResume(server, runs.get(i)));
                goingOn.add((System.nanoTime() - begin) / 1e9);
            }
        }
        return List.of(
                Row.alone(
                        "after kill -9: first 200 of ready",
                        new Measurements("s", ready),
                        Target.atMost(2)),
                Row.alone(
                        "after kill -9: all " + running + " runs resumed",
                        new Measurements("s", goingOn),
                        Target.atMost(5)));
    }

    /** Waits until the log shows that the run was resumed and has made progress. */
    private static boolean awaitResume(PackagedServer server, String session) throws IOException {
        Lines.await(
                server.subscribe(session, 0),
                server.port(),
                List.of("event: status", "event: tool_call"));
        return true;
    }
}
