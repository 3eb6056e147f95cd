package dev.nocturne.sources.pack.sqlite;

import java.util.function.LongSupplier;

/** One piece of work on a connection, from its start to its end: how it is asked to stop. */
final class RunningWork {

    private final LongSupplier clock;
    private final long startedNanos;
    private final Runnable freePlace;
    private volatile long stoppedNanos;
    private volatile boolean stopped;
    private volatile boolean outOfMemory;
    private volatile boolean abandoned;
    private boolean placeFreed;
    private boolean ended;

    /**
     * @param freePlace lets other work begin; run once
     */
    RunningWork(LongSupplier clock, Runnable freePlace) {
        this.clock = clock;
        this.startedNanos = clock.getAsLong();
        this.freePlace = freePlace;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** Whether it should end. Read by SQLite's progress handler on another thread. */
    boolean stopped() {
        return stopped;
    }

    void stop() {
        if (!stopped) {
            stoppedNanos = clock.getAsLong();
            stopped = true;
        }
    }

    void stopForMemory() {
        outOfMemory = true;
        stop();
    }

    boolean outOfMemory() {
        return outOfMemory;
    }

    /** Whether it was asked to stop that long ago and still runs. */
    boolean ignoresStop(long nowNanos, long graceNanos) {
        return stopped && nowNanos - stoppedNanos > graceNanos;
    }

    /**
     * Gives its place to other work while it still runs; its connection is not used again. Not when
     * it has ended.
     */
    synchronized boolean abandon() {
        abandoned = !ended;
        freePlace();
        return abandoned;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** Says whether it had been abandoned. */
    synchronized boolean end() {
        ended = true;
        freePlace();
        return abandoned;
    }

    private void freePlace() {
        if (!placeFreed) {
            placeFreed = true;
            freePlace.run();
        }
    }
}
