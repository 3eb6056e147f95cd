package dev.nocturne.bench.lab;

import dev.nocturne.bench.client.WarmUp;
import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Distribution;
import dev.nocturne.bench.process.LangGraph;
import dev.nocturne.bench.process.Nchan;
import dev.nocturne.bench.process.Nocturne;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.Series;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where figures are measured: sizes, folders on the disk under test, and the packaged server. */
public final class Lab implements AutoCloseable {
    /** Rounds of each measurement, interleaved with those of its references. */
    private static final int ROUNDS = 3;

    private static final String SHARED = "shared";

    private final Path root;
    private final Distribution distribution;
    private final boolean smoke;
    private final PrintStream progress;
    private final Set<String> missing = new TreeSet<>();
    private @Nullable Nocturne sharedNocturne;
    private @Nullable Bare sharedBare;
    private int folders;

    /**
     * @param root a folder on the disk to measure; emptied as it goes
     * @param smoke whether everything is tiny, to see that it works
     */
    public Lab(Path root, Distribution distribution, boolean smoke, PrintStream progress) {
        this.root = root;
        this.distribution = distribution;
        this.smoke = smoke;
        this.progress = progress;
    }

    public boolean smoke() {
        return smoke;
    }

    /** The size of something: as asked for, or tiny. */
    public int size(int full, int tiny) {
        return smoke ? tiny : full;
    }

    /** How long something is measured. */
    public Duration time(Duration full) {
        return smoke ? Duration.ofMillis(300) : full;
    }

    /**
     * Before anything of a server is measured: at full speed its compiler is at work for some 30 s.
     */
    public WarmUp warmUp() {
        return smoke
                ? briefly()
                : new WarmUp(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(40));
    }

    /** Before a round: all of it in the first one, when there is something to compile. */
    public WarmUp warmUp(Peer peer, int round) {
        return round == 0 && peer.compiles() ? warmUp() : briefly();
    }

    private WarmUp briefly() {
        return WarmUp.fixed(shortWarmUp());
    }

    /** For what was warmed up before, or has no compiler to wait for but ours. */
    public Duration shortWarmUp() {
        return time(Duration.ofSeconds(1));
    }

    public int rounds() {
        return smoke ? 1 : ROUNDS;
    }

    public Distribution distribution() {
        return distribution;
    }

    /** The packaged server on an empty database, of the figure's own. */
    public Nocturne nocturne(String... options) throws IOException, InterruptedException {
        return Nocturne.start(distribution, folder("nocturne"), List.of(options));
    }

    /** The same where other sessions in the store do no harm: at tiny size one serves them all. */
    public Nocturne sharedNocturne() throws IOException, InterruptedException {
        if (!smoke) {
            return nocturne();
        }
        Nocturne server = sharedNocturne;
        if (server == null) {
            server = Nocturne.start(distribution, sharedFolder("nocturne"), List.of());
            server.share();
            sharedNocturne = server;
        }
        return server;
    }

    /** The HTTP library with nothing behind it; at tiny size one serves all figures. */
    public Bare bare() throws IOException, InterruptedException {
        if (!smoke) {
            return newBare();
        }
        Bare server = sharedBare;
        if (server == null) {
            server = Bare.start(sharedFolder("bare"));
            server.share();
            sharedBare = server;
        }
        return server;
    }

    /** The same, always one that has just started. */
    public Bare newBare() throws IOException, InterruptedException {
        return Bare.start(folder("bare"));
    }

    /** The same with the library's own pool of virtual threads. */
    public Bare allVirtualBare() throws IOException {
        return Bare.allVirtual(folder("bare"));
    }

    private Path sharedFolder(String name) throws IOException {
        return Files.createDirectories(root.resolve(SHARED).resolve(name));
    }

    /** nginx with nchan, channels in memory; empty, and said so in the report, without it. */
    public Optional<Nchan> nchan(int workers) throws IOException {
        return orMissing(Nchan.start(folder("nchan"), workers), "nchan, " + workers + " worker(s)");
    }

    /** The same with Redis that syncs every write. */
    public Optional<Nchan> durableNchan() throws IOException {
        return orMissing(Nchan.durable(folder("nchan"), 1), "nchan + Redis");
    }

    /** LangGraph's server; empty, and said so in the report, without it. */
    public Optional<LangGraph> langGraph(int atOnce) throws IOException {
        return orMissing(
                LangGraph.start(distribution.home(), folder("langgraph"), atOnce),
                "LangGraph's server");
    }

    private <T> Optional<T> orMissing(Optional<T> peer, String name) {
        if (peer.isEmpty()) {
            missing.add(name);
        }
        return peer;
    }

    /** What would have been measured beside, were it installed. */
    public Set<String> missing() {
        return missing;
    }

    /** A new empty folder on the disk under test. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name + "-" + ++folders));
    }

    public void say(String text) {
        progress.println("    " + text);
    }

    /** Puts one value of each of several measurements into a series. */
    public static <T> Series series(String unit, List<T> rounds, Function<T, Double> value) {
        return new Series(unit, rounds.stream().map(value).toList());
    }

    /** Removes what a figure left on the disk. */
    public void clear() throws IOException {
        Path kept = root.resolve(SHARED);
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder())
                    .filter(p -> !p.equals(root) && !p.startsWith(kept))
                    .forEach(Lab::remove);
        }
    }

    /** Ends what the figures shared, and removes the folder. */
    @Override
    public void close() throws IOException {
        Nocturne nocturne = sharedNocturne;
        if (nocturne != null) {
            nocturne.end();
        }
        Bare bare = sharedBare;
        if (bare != null) {
            bare.end();
        }
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(Lab::remove);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
