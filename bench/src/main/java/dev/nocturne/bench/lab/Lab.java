package dev.nocturne.bench.lab;

import dev.nocturne.bench.client.WarmUp;
import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Distribution;
import dev.nocturne.bench.process.LangGraph;
import dev.nocturne.bench.process.Nchan;
import dev.nocturne.bench.process.PackagedServer;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.Measurements;
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

/** Provides what figures need: sizes, folders on the disk under test, and servers. */
public final class Lab implements AutoCloseable {
    /** The number of rounds of each measurement, interleaved with those of its references. */
    private static final int ROUNDS = 3;

    private static final String SHARED = "shared";

    private final Path root;
    private final Distribution distribution;
    private final boolean smoke;
    private final PrintStream progress;
    private final Set<String> missing = new TreeSet<>();
    private @Nullable PackagedServer sharedNocturne;
    private @Nullable Bare sharedBare;
    private int folders;

    /**
     * @param root a folder on the disk to measure, which is emptied after each figure
     * @param smoke whether sizes are tiny, to check the harness
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

    /** The full size, or the tiny one. */
    public int size(int full, int tiny) {
        return smoke ? tiny : full;
    }

    /** The full duration, or a tiny one. */
    public Duration time(Duration full) {
        return smoke ? Duration.ofMillis(300) : full;
    }

    /** The warm-up of a server, whose compiler is busy for about 30 s at full load. */
    public WarmUp warmUp() {
        return smoke
                ? shortFixedWarmUp()
                : new WarmUp(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(40));
    }

    /**
     * The warm-up before a round: a full one before the first if the server has a compiler, else a
     * short one.
     */
    public WarmUp warmUp(Peer peer, int round) {
        return round == 0 && peer.compiles() ? warmUp() : shortFixedWarmUp();
    }

    private WarmUp shortFixedWarmUp() {
        return WarmUp.fixed(shortWarmUp());
    }

    /** The warm-up of servers that were warmed up before or have no compiler. */
    public Duration shortWarmUp() {
        return time(Duration.ofSeconds(1));
    }

    public int rounds() {
        return smoke ? 1 : ROUNDS;
    }

    public Distribution distribution() {
        return distribution;
    }

    /** Starts the packaged server with an empty database. */
    public PackagedServer nocturne(String... options) throws IOException, InterruptedException {
        return PackagedServer.start(distribution, folder("nocturne"), List.of(options));
    }

    /**
     * Starts the packaged server for a figure that tolerates other sessions. At tiny size one
     * server is shared by all figures.
     */
    public PackagedServer sharedNocturne() throws IOException, InterruptedException {
        if (!smoke) {
            return nocturne();
        }
        PackagedServer server = sharedNocturne;
        if (server == null) {
            server = PackagedServer.start(distribution, sharedFolder("nocturne"), List.of());
            server.share();
            sharedNocturne = server;
        }
        return server;
    }

    /**
     * Starts a server with only the HTTP library. At tiny size one server is shared by all figures.
     */
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

    /** Starts a new server with only the HTTP library. */
    public Bare newBare() throws IOException, InterruptedException {
        return Bare.start(folder("bare"));
    }

    /** Starts a server with only the HTTP library, which uses its own pool of virtual threads. */
    public Bare allVirtualBare() throws IOException {
        return Bare.allVirtual(folder("bare"));
    }

    private Path sharedFolder(String name) throws IOException {
        return Files.createDirectories(root.resolve(SHARED).resolve(name));
    }

    /**
     * Starts nginx with nchan and channels in memory; empty, with a note in the report, if it is
     * not installed.
     */
    public Optional<Nchan> nchan(int workers) throws IOException {
        return noteMissing(
                Nchan.start(folder("nchan"), workers), "nchan, " + workers + " worker(s)");
    }

    /** Starts nginx with nchan and a Redis that syncs every write. */
    public Optional<Nchan> durableNchan() throws IOException {
        return noteMissing(Nchan.durable(folder("nchan"), 1), "nchan + Redis");
    }

    /** Starts LangGraph's server; empty, with a note in the report, if it is not installed. */
    public Optional<LangGraph> langGraph(int atOnce) throws IOException {
        return noteMissing(
                LangGraph.start(distribution.home(), folder("langgraph"), atOnce),
                "LangGraph's server");
    }

    private <T> Optional<T> noteMissing(Optional<T> peer, String name) {
        if (peer.isEmpty()) {
            missing.add(name);
        }
        return peer;
    }

    /** The servers that were not compared because they are not installed. */
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

    /** A series of one value of each measurement. */
    public static <T> Measurements series(String unit, List<T> rounds, Function<T, Double> value) {
        return new Measurements(unit, rounds.stream().map(value).toList());
    }

    /** Deletes the files of a figure. */
    public void clear() throws IOException {
        Path kept = root.resolve(SHARED);
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder())
                    .filter(p -> !p.equals(root) && !p.startsWith(kept))
                    .forEach(Lab::remove);
        }
    }

    /** Ends the shared servers and deletes the folder. */
    @Override
    public void close() throws IOException {
        PackagedServer nocturne = sharedNocturne;
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
