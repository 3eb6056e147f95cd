package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.util.function.LongSupplier;

/** The checks between a commit and its acknowledgement. For the writer thread only. */
final class Acknowledgement {
    private final FileWatch watch;
    private final StoreHealth health;
    private final Mark mark;
    private final LongSupplier lastChange;

    /** {@code lastChange} supplies the number of the last committed change. */
    Acknowledgement(FileWatch watch, StoreHealth health, Mark mark, LongSupplier lastChange) {
        this.watch = watch;
        this.health = health;
        this.mark = mark;
        this.lastChange = lastChange;
    }

    /** Throws if a file of the database was deleted or replaced. */
    void requireFiles() throws Fault {
        watch.change().ifPresent(health::noteLoss);
        health.requireFiles();
    }

    /** Prepares the acknowledgement of a commit; throws if it must not be acknowledged. */
    void prepare() throws Fault {
        requireFiles();
        mark.advance(lastChange.getAsLong());
    }
}
