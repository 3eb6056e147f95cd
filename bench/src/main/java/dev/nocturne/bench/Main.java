package dev.nocturne.bench;

import dev.nocturne.bench.figure.Soak;
import dev.nocturne.bench.lab.Figure;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Distribution;
import dev.nocturne.bench.result.FigureOutcome;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the packaged server from outside, prints a table and writes JSON. */
@Command(
        name = "nocturne-bench",
        mixinStandardHelpOptions = true,
        description = "Measures the packaged server beside references on the same machine.")
public final class Main implements Callable<Integer> {
    private static final String HOME = "bench.home";

    /**
     * Options for servers that run only for seconds: without the optimising compiler they start
     * faster.
     */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    @Parameters(paramLabel = "NAME", description = "Figures to measure; all when none is named")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Says what can be measured")
    private boolean list;

    @Option(names = "--smoke", description = "Run everything at a tiny size, to check the harness")
    private boolean smoke;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes what was measured")
    private @Nullable Path json;

    @Option(
            names = "--profile",
            description = "Record servers and commands with JFR, and print how they used the CPU")
    private boolean profile;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            arity = "0..1",
            fallbackValue = "30",
            description =
                    "Run at half load for this many minutes (30), and print memory and latency of each")
    private int soak;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    public static void main(String[] args) {
        // Libraries log to standard error without a backend for slf4j.
        LogManager.getLogManager().reset();
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            AllFigures.ALL.forEach(f -> out.printf("%-14s %s%n", f.name(), f.about()));
            return 0;
        }
        List<Figure> figures = soak > 0 ? List.of(new Soak(soak)) : selectFigures();
        Path home = Path.of(System.getProperty(HOME, ".")).toAbsolutePath();
        Path work = Files.createDirectories(home.resolve(".nocturne/bench"));
        Path recordings = work.resolve("recordings");
        Distribution distribution =
                new Distribution(
                        home, home.resolve("cli/target/nocturne"), javaOptions(recordings));
        MachineConditions conditions = MachineConditions.of(work, distribution, Instant.now());
        progress.println(conditions.text());
        Path mine = Files.createDirectories(work.resolve("run-" + ProcessHandle.current().pid()));
        List<FigureOutcome> outcomes = new ArrayList<>();
        BenchReport report;
        try (Lab lab = new Lab(mine, distribution, smoke, progress)) {
            for (Figure figure : figures) {
                outcomes.add(measure(figure, lab));
            }
            report = new BenchReport(conditions, smoke, outcomes, List.copyOf(lab.missing()));
        }
        out.println(report.table());
        if (json != null) {
            Files.writeString(json, report.json() + "\n");
        }
        if (profile) {
            Profile.print(recordings, out);
        }
        return outcomes.stream().anyMatch(FigureOutcome::hasFailed) ? 1 : 0;
    }

    private List<String> javaOptions(Path recordings) throws IOException {
        List<String> options = new ArrayList<>();
        if (profile) {
            options.addAll(Profile.javaOptions(recordings));
        }
        if (smoke) {
            options.add(QUICK);
        }
        return options;
    }

    private List<Figure> selectFigures() {
        if (names.isEmpty()) {
            return AllFigures.ALL;
        }
        List<Figure> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(
                    AllFigures.ALL.stream()
                            .filter(f -> f.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new CommandLine.ParameterException(
                                            new CommandLine(this),
                                            "There is no figure '" + name + "'; see --list")));
        }
        return chosen;
    }

    private FigureOutcome measure(Figure figure, Lab lab) throws IOException, InterruptedException {
        progress.println("  " + figure.name() + ": " + figure.about());
        long begin = System.nanoTime();
        List<Row> rows = List.of();
        String failure = "";
        try {
            rows = figure.run(lab);
        } catch (WrongRun | IOException | IllegalStateException e) {
            failure = String.valueOf(e.getMessage());
            e.printStackTrace(progress);
        } finally {
            lab.clear();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        lab.say("took " + Measurements.number(seconds) + " s");
        return new FigureOutcome(figure.name(), figure.about(), rows, failure, seconds);
    }
}
