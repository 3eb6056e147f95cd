package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Lines;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.result.WrongRun;
import dev.nocturne.bench.seed.GeneratedPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the built-in investigator on packs of different sizes, from the alert to the end of the
 * stream.
 */
public final class Investigations implements Figure {
    private static final List<Integer> SIZES = List.of(100, 10_000, 100_000);
    private static final List<Integer> TINY = List.of(100);

    /** The number of investigations before the first that counts, in which the server compiles. */
    private static final int WARM = 3;

    private record Ran(double wall, double cpu) {}

    @Override
    public String name() {
        return "investigator";
    }

    @Override
    public String about() {
        return "CPU and wall time of an investigation in packs of 100, 10k and 100k entities";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        List<Measurements> before = new ArrayList<>();
        for (int entities : lab.smoke() ? TINY : SIZES) {
            List<Ran> ran = measure(lab, entities);
            Measurements wall = Lab.series("s", ran, Ran::wall);
            String what = "investigation, " + Measurements.count(entities) + " entities";
            rows.add(
                    Row.alone(
                            what + ", wall",
                            wall,
                            entities == 10_000 ? Target.atMost(1) : Target.none()));
            rows.add(Row.alone(what + ", CPU", Lab.series("s", ran, Ran::cpu), Target.none()));
            if (entities == 100_000) {
                rows.add(
                        Row.beside(
                                        "investigation, 10 times the entities",
                                        wall,
                                        "a tenth of them",
                                        before.getLast(),
                                        Target.ratioAtMost(13))
                                .note("linear would be 10 times"));
            }
            before.add(wall);
        }
        return rows;
    }

    private static List<Ran> measure(Lab lab, int entities)
            throws IOException, InterruptedException {
        Path pack = GeneratedPack.write(lab.folder("pack"), entities);
        try (PackagedServer server = lab.nocturne("--scenario", pack.toString())) {
            List<Ran> ran = new ArrayList<>();
            for (int i = 0; i < lab.size(WARM, 1); i++) {
                investigate(server, entities);
            }
            for (int round = 0; round < lab.rounds(); round++) {
                ran.add(investigate(server, entities));
            }
            return ran;
        }
    }

    private static Ran investigate(PackagedServer server, int entities) throws IOException {
        double cpu = server.cpuSeconds();
        long begin = System.nanoTime();
        String session = server.open(GeneratedPack.NAME, "builtin", GeneratedPack.alert());
        Lines.toEnd(server.subscribe(session, 0), server.port(), "completed");
        Ran ran = new Ran((System.nanoTime() - begin) / 1e9, server.cpuSeconds() - cpu);
        String found = server.api().get("/api/sessions/" + session).path("root_cause").asString();
        if (!found.contains(GeneratedPack.cause(entities))) {
            throw new WrongRun(
                    "the cause is "
                            + GeneratedPack.cause(entities)
                            + ", but the investigator found "
                            + found);
        }
        return ran;
    }
}
