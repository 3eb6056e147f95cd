package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Lines;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.ProcStat;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import dev.nocturne.bench.seed.StormPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures an investigation in which all services have alarms, by size and by depth. */
public final class Storms implements Figure {
    private static final List<Integer> SIZES = List.of(1_000, 2_000, 4_000, 8_000);
    private static final List<Integer> TINY = List.of(50, 100);

    /** The number of investigations before the first that counts, in which the server compiles. */
    private static final int WARM = 3;

    private interface Shape {
        Path write(Path folder, int services) throws IOException;
    }

    private record Ran(double cpu, double megabytes) {}

    @Override
    public String name() {
        return "storms";
    }

    @Override
    public String about() {
        return "CPU and memory of an investigation of 1k to 8k services that all have alarms, in a"
                + " mesh and in a chain, beside half as many";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(rows(lab, "mesh", StormPack::mesh));
        rows.addAll(rows(lab, "chain", StormPack::chain));
        return rows;
    }

    private static List<Row> rows(Lab lab, String name, Shape shape)
            throws IOException, InterruptedException {
        List<Integer> sizes = lab.smoke() ? TINY : SIZES;
        List<Measurements> cpu = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int size : sizes) {
            List<Ran> ran = measure(lab, shape, size);
            Measurements seconds = Lab.series("s", ran, Ran::cpu);
            String what = "storm, " + name + " of " + Measurements.count(size);
            if (!cpu.isEmpty()) {
                rows.add(
                        Row.beside(
                                        what + ", CPU",
                                        seconds,
                                        "half as many",
                                        cpu.getLast(),
                                        Target.ratioAtMost(2.6))
                                .note("linear would be 2 times"));
            }
            rows.add(
                    Row.alone(
                            what + ", memory (PSS) afterwards",
                            Lab.series("MB", ran, Ran::megabytes),
                            Target.none()));
            cpu.add(seconds);
        }
        return rows;
    }

    private static List<Ran> measure(Lab lab, Shape shape, int services)
            throws IOException, InterruptedException {
        Path pack = shape.write(lab.folder("pack"), services);
        try (PackagedServer server = lab.nocturne("--scenario", pack.toString())) {
            for (int i = 0; i < lab.size(WARM, 1); i++) {
                investigate(server);
            }
            List<Ran> ran = new ArrayList<>();
            for (int round = 0; round < lab.rounds(); round++) {
                ran.add(investigate(server));
            }
            return ran;
        }
    }

    private static Ran investigate(PackagedServer server) throws IOException {
        double cpu = server.cpuSeconds();
        String session = server.open(StormPack.NAME, "builtin", StormPack.alert());
        Lines.toEnd(server.subscribe(session, 0), server.port(), "completed");
        return new Ran(server.cpuSeconds() - cpu, ProcStat.pssKilobytes(server.pid()) / 1024);
    }
}
