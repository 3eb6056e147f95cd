package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Lines;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.LangGraph;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.Together;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures whole runs of an agent that makes numbered steps, each an event that is streamed to a
 * client.
 */
public final class AgentRuns implements Figure {
    private static final int AT_ONCE = 10;
    private static final int RUNS = 20;
    private static final int STEPS = 100;

    /** The number of rounds before the first that counts, in which both servers compile. */
    private static final int WARM = 2;

    private record Ran(double eventsPerSecond, double cpuPerMillion) {}

    private interface Load {
        void run(int steps) throws IOException;
    }

    @Override
    public String name() {
        return "agents";
    }

    @Override
    public String about() {
        return "10 agents at once of 100 steps, each step an event streamed to a client, beside"
                + " LangGraph's server, which keeps them in memory";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        Optional<LangGraph> peer = lab.langGraph(AT_ONCE);
        try (PackagedServer server = lab.sharedNocturne()) {
            List<Ran> ours = new ArrayList<>();
            List<Ran> theirs = new ArrayList<>();
            for (int round = -lab.size(WARM, 0); round < lab.rounds(); round++) {
                Ran own = measure(lab, server::cpuSeconds, steps -> external(server, steps));
                Ran other =
                        peer.isEmpty()
                                ? own
                                : measure(lab, peer.get()::cpuSeconds, s -> inside(peer.get(), s));
                if (round >= 0) {
                    ours.add(own);
                    theirs.add(other);
                }
            }
            return peer.isEmpty() ? alone(ours) : beside(ours, theirs);
        } finally {
            peer.ifPresent(LangGraph::close);
        }
    }

    private static List<Row> alone(List<Ran> ours) {
        return List.of(
                Row.alone(
                        "agents, steps streamed",
                        Lab.series("/s", ours, Ran::eventsPerSecond),
                        Target.none()));
    }

    private static List<Row> beside(List<Ran> ours, List<Ran> theirs) {
        String note =
                "ours run in the client, post each step and wait until it is durable;"
                        + " LangGraph's run within its server and nothing is durable";
        return List.of(
                Row.beside(
                                "agents, steps streamed",
                                Lab.series("/s", ours, Ran::eventsPerSecond),
                                "LangGraph",
                                Lab.series("/s", theirs, Ran::eventsPerSecond),
                                Target.none())
                        .note(note),
                Row.beside(
                                "agents, server CPU",
                                Lab.series("CPU s/M", ours, Ran::cpuPerMillion),
                                "LangGraph",
                                Lab.series("CPU s/M", theirs, Ran::cpuPerMillion),
                                Target.none())
                        .note(note));
    }

    private interface Cpu {
        double seconds();
    }

    private static Ran measure(Lab lab, Cpu cpu, Load load) throws IOException {
        int runs = lab.size(RUNS, AT_ONCE);
        int steps = lab.size(STEPS, 5);
        double before = cpu.seconds();
        long begin = System.nanoTime();
        for (int done = 0; done < runs; done += AT_ONCE) {
            var _ =
                    Together.all(
                            AT_ONCE,
                            index -> {
                                load.run(steps);
                                return index;
                            });
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double events = (double) runs * steps;
        return new Ran(events / seconds, (cpu.seconds() - before) / events * 1e6);
    }

    /** Posts each step when the previous one is durable, and reads the stream meanwhile. */
    private static void external(PackagedServer server, int steps) throws IOException {
        String session = server.open();
        try (Lines.Reading reading =
                Lines.startToEnd(server.subscribe(session), server.port(), "completed")) {
            for (int n = 1; n <= steps; n++) {
                server.post(session, n);
            }
            server.complete(session);
            int frames = reading.awaitEnd();
            if (frames < steps) {
                throw new WrongRun(session + " streamed " + frames + " of " + steps + " events");
            }
        }
    }

    private static void inside(LangGraph server, int steps) throws IOException {
        int events = server.run(steps);
        if (events != steps) {
            throw new WrongRun("LangGraph streamed " + events + " of " + steps + " events");
        }
    }
}
