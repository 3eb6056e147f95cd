package dev.nocturne.bench;

import dev.nocturne.bench.process.Bare;
import dev.nocturne.bench.process.Distribution;
import dev.nocturne.bench.process.Nchan;
import dev.nocturne.bench.process.Nocturne;
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

/** Where figures are measured: sizes, folders on the disk under test, and the packaged server. */
public final class Lab {
    /** Rounds of each measurement, interleaved with those of its references. */
    private static final int ROUNDS = 3;

    private final Path root;
    private final Distribution distribution;
    private final boolean smoke;
    private final PrintStream progress;
    private final Set<String> missing = new TreeSet<>();
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

    /** How long it runs before it is measured: longer in the first round, when it is compiled. */
    public Duration warmUp(int round) {
        return time(Duration.ofSeconds(round == 0 ? 4 : 1));
    }

    /** The same for a reference, which has no compiler to wait for but ours. */
    public Duration shortWarmUp() {
        return time(Duration.ofSeconds(1));
    }

    public int rounds() {
        return smoke ? 1 : ROUNDS;
    }

    public Distribution distribution() {
        return distribution;
    }

    /** The packaged server on an empty database. */
    public Nocturne nocturne(String... options) throws IOException, InterruptedException {
        return Nocturne.start(distribution, folder("nocturne"), List.of(options));
    }

    /** The HTTP library with nothing behind it. */
    public Bare bare() throws IOException, InterruptedException {
        return Bare.start(folder("bare"));
    }

    /** nginx with nchan, channels in memory; empty, and said so in the report, without it. */
    public Optional<Nchan> nchan(int workers) throws IOException {
        return orMissing(Nchan.start(folder("nchan"), workers), "nchan, " + workers + " worker(s)");
    }

    /** The same with Redis that syncs every write. */
    public Optional<Nchan> durableNchan() throws IOException {
        return orMissing(Nchan.durable(folder("nchan"), 1), "nchan + Redis");
    }

    private Optional<Nchan> orMissing(Optional<Nchan> peer, String name) {
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

    /** Removes what the figures left on the disk. */
    public void clear() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).filter(p -> !p.equals(root)).forEach(Lab::remove);
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
