package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.util.function.LongSupplier;

/** What comes between a commit and its acknowledgement. For the writer thread only. */
final class Acknowledgement {
    private final FileWatch watch;
    private final Health health;
    private final Mark mark;
    private final LongSupplier lastChange;

    /** {@code lastChange}: the number of the last change that is committed. */
    Acknowledgement(FileWatch watch, Health health, Mark mark, LongSupplier lastChange) {
        this.watch = watch;
        this.health = health;
        this.mark = mark;
        this.lastChange = lastChange;
    }

    /** Throws when the files of the database are no longer those that bear their names. */
    void requireFiles() throws Fault {
        watch.change().ifPresent(health::lost);
        health.requireFiles();
    }

    /** Lets a commit be acknowledged, or throws. */
    void prepare() throws Fault {
        requireFiles();
        mark.advance(lastChange.getAsLong());
    }
}
