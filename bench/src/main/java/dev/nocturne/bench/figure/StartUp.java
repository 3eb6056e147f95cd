package dev.nocturne.bench.figure;

import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Command;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.ProcStat;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the time from the command to the first 200 and to the end of an investigation, memory
 * and size, and the effect of the distribution's AOT cache, if it has one.
 */
public final class StartUp implements Figure {
    private static final int ROUNDS = 5;
    private static final String AS_PACKAGED = "";
    private static final String NO_CACHE = "-XX:AOTMode=off";
    private static final String WITHOUT = "without the AOT cache";

    private record Start(double health, double ready, double rssMb) {}

    /** The results of all rounds of the packaged command with the same Java options. */
    private record Runs(List<Start> starts, List<Double> investigations) {
        Measurements health() {
            return Lab.series("s", starts, Start::health);
        }

        Measurements ready() {
            return Lab.series("s", starts, Start::ready);
        }

        Measurements rss() {
            return Lab.series("MB", starts, Start::rssMb);
        }

        Measurements investigate() {
            return new Measurements("s", investigations);
        }

        void add(Lab lab, Path data, String javaOptions) throws IOException, InterruptedException {
            starts.add(nocturne(lab, data, javaOptions));
            investigations.add(investigation(lab, javaOptions));
        }
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "start to the first 200, idle memory, size, `investigate`, beside bare Jetty";
    }

    @Override
    public List<Row> run(Lab lab) throws IOException, InterruptedException {
        List<Start> bare = new ArrayList<>();
        Runs packaged = new Runs(new ArrayList<>(), new ArrayList<>());
        Runs plain = new Runs(new ArrayList<>(), new ArrayList<>());
        Optional<Path> cache = lab.distribution().aotCache();
        Path data = lab.folder("start");
        int rounds = lab.size(ROUNDS, 1);
        for (int round = 0; round < rounds; round++) {
            bare.add(bare(lab));
            packaged.add(lab, data, AS_PACKAGED);
            if (cache.isPresent()) {
                plain.add(lab, data, NO_CACHE);
            }
        }
        List<Row> rows = new ArrayList<>(besideBare(packaged, bare));
        rows.add(
                Row.alone(
                        "size of the distribution" + (cache.isPresent() ? " and its cache" : ""),
                        Measurements.of("MB", lab.distribution().megabytes()),
                        Target.none()));
        if (cache.isPresent()) {
            rows.addAll(besidePlain(packaged, plain, Files.size(cache.get())));
        }
        return rows;
    }

    private static List<Row> besideBare(Runs packaged, List<Start> bare) {
        Measurements hello = Lab.series("s", bare, Start::ready);
        Measurements rss = Lab.series("MB", bare, Start::rssMb);
        Target twice = Target.ratioAtMost(2);
        return List.of(
                Row.beside("start to first 200", packaged.ready(), "bare Jetty", hello, twice)
                        .note("of /health/ready: packs and store are loaded")
                        .because("the code that reads the packs still runs unoptimised."),
                Row.beside(
                                "start to first 200 of /health",
                                packaged.health(),
                                "bare Jetty",
                                hello,
                                twice)
                        .note("the server answers this before packs and store are loaded"),
                Row.beside(
                                "`investigate`, wall time",
                                packaged.investigate(),
                                "bare Jetty",
                                hello,
                                twice)
                        .because(
                                "it is a start, the loading of packs and an analysis, all in a cold JVM."),
                Row.beside("memory (RSS), idle", packaged.rss(), "bare Jetty", rss, Target.none()));
    }

    private static List<Row> besidePlain(Runs packaged, Runs plain, long cacheBytes) {
        Target none = Target.none();
        return List.of(
                Row.beside("start to first 200", packaged.ready(), WITHOUT, plain.ready(), none)
                        .note("the cache has " + Measurements.number(cacheBytes / 1e6) + " MB"),
                Row.beside(
                        "start to first 200 of /health",
                        packaged.health(),
                        WITHOUT,
                        plain.health(),
                        none),
                Row.beside(
                        "`investigate`, wall time",
                        packaged.investigate(),
                        WITHOUT,
                        plain.investigate(),
                        none),
                Row.beside("memory (RSS), idle", packaged.rss(), WITHOUT, plain.rss(), none));
    }

    private static Start bare(Lab lab) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Bare bare = lab.newBare()) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Start(seconds, seconds, ProcStat.rssKilobytes(bare.pid()) / 1e3);
        }
    }

    private static Start nocturne(Lab lab, Path data, String javaOptions) throws IOException {
        List<String> options =
                javaOptions.isEmpty() ? List.of() : List.of("NOCTURNE_JAVA_OPTS=" + javaOptions);
        try (PackagedServer server = PackagedServer.start(lab.distribution(), data, options)) {
            var times = server.startTimes();
            return new Start(
                    times.health(), times.ready(), ProcStat.rssKilobytes(server.pid()) / 1e3);
        }
    }

    private static double investigation(Lab lab, String javaOptions)
            throws IOException, InterruptedException {
        return Command.run(
                lab.distribution(),
                lab.folder("investigate"),
                javaOptions,
                "investigate",
                "--json");
    }
}
