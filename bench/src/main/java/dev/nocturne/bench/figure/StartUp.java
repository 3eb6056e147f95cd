package dev.nocturne.bench.figure;

import dev.nocturne.bench.Figure;
import dev.nocturne.bench.Lab;
import dev.nocturne.bench.Row;
import dev.nocturne.bench.Series;
import dev.nocturne.bench.Target;
import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Command;
import dev.nocturne.bench.process.Nocturne;
import dev.nocturne.bench.process.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the command to the first 200, to the end of an investigation; memory and size; with and
 * without an AOT cache.
 */
public final class StartUp implements Figure {
    private static final int ROUNDS = 5;

    private record Start(double seconds, double rssMb) {}

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
        List<Start> plain = new ArrayList<>();
        List<Start> cached = new ArrayList<>();
        List<Double> investigate = new ArrayList<>();
        List<Double> investigateCached = new ArrayList<>();
        Path data = lab.folder("start");
        Path cache = record(lab, data);
        int rounds = lab.size(ROUNDS, 1);
        for (int round = 0; round < rounds; round++) {
            bare.add(bare(lab));
            plain.add(nocturne(lab, data, ""));
            cached.add(nocturne(lab, data, with(cache)));
            investigate.add(investigate(lab, ""));
            investigateCached.add(investigate(lab, with(cache)));
        }
        Series start = Lab.series("s", plain, Start::seconds);
        Series hello = Lab.series("s", bare, Start::seconds);
        Series wall = new Series("s", investigate);
        return List.of(
                Row.beside("start to first 200", start, "bare Jetty", hello, Target.ratioAtMost(2)),
                Row.beside(
                        "`investigate`, wall time",
                        wall,
                        "bare Jetty",
                        hello,
                        Target.ratioAtMost(2)),
                Row.beside(
                        "memory (RSS), idle",
                        Lab.series("MB", plain, Start::rssMb),
                        "bare Jetty",
                        Lab.series("MB", bare, Start::rssMb),
                        Target.none()),
                Row.alone(
                        "size of the distribution",
                        Series.of("MB", lab.distribution().megabytes()),
                        Target.none()),
                Row.beside(
                                "start to first 200 with an AOT cache",
                                Lab.series("s", cached, Start::seconds),
                                "without",
                                start,
                                Target.none())
                        .note(
                                "the cache is a file of "
                                        + Series.number(Files.size(cache) / 1e6)
                                        + " MB, made by a run of the server"),
                Row.beside(
                        "`investigate` with the same AOT cache",
                        new Series("s", investigateCached),
                        "without",
                        wall,
                        Target.none()));
    }

    private static String with(Path cache) {
        return "-XX:AOTCache=" + cache;
    }

    /** Runs the server once to write down which classes it loads. */
    private static Path record(Lab lab, Path data) throws IOException, InterruptedException {
        Path cache = data.resolve("nocturne.aot");
        try (Nocturne server =
                Nocturne.start(
                        lab.distribution(),
                        data,
                        List.of("NOCTURNE_JAVA_OPTS=-XX:AOTCacheOutput=" + cache))) {
            String session = server.open();
            server.complete(session);
            server.stop();
        }
        if (!Files.exists(cache)) {
            throw new IOException("the JVM wrote no AOT cache");
        }
        return cache;
    }

    private static Start bare(Lab lab) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Bare bare = lab.bare()) {
            return started(begin, bare.pid());
        }
    }

    private static Start nocturne(Lab lab, Path data, String javaOptions) throws IOException {
        List<String> options =
                javaOptions.isEmpty() ? List.of() : List.of("NOCTURNE_JAVA_OPTS=" + javaOptions);
        long begin = System.nanoTime();
        try (Nocturne server = Nocturne.start(lab.distribution(), data, options)) {
            return started(begin, server.pid());
        }
    }

    private static Start started(long begin, long pid) {
        return new Start((System.nanoTime() - begin) / 1e9, ProcStat.rssKilobytes(pid) / 1e3);
    }

    private static double investigate(Lab lab, String javaOptions)
            throws IOException, InterruptedException {
        return Command.run(
                lab.distribution(),
                lab.folder("investigate"),
                javaOptions,
                "investigate",
                "--json");
    }
}
