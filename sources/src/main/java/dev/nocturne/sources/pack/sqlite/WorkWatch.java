package dev.nocturne.sources.pack.sqlite;

import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the work of all databases of the process while there is any. Work that takes too much
 * memory is stopped. Work that was asked to stop and does not, because it is inside one long
 * operation of SQLite, is abandoned: other work gets its place.
 */
final class WorkWatch {

    private static final Logger log = LoggerFactory.getLogger(WorkWatch.class);

    /**
     * What the queries of all packs together may add to native memory: far above the sort of a
     * whole table, and room enough in a server that has 1 GiB.
     */
    static final long MEMORY_BYTES = 256L << 20;

    /** A database that is being filled takes memory too: the tables of a pack of 128 MiB files. */
    static final long FILL_BYTES = 512L << 20;

    /**
     * Abandoned work keeps its core busy until its operation ends. With so many at once no further
     * places are given away, and queries of a stuck database are refused.
     */
    static final int MAX_ABANDONED = 4;

    /** Time between two looks: in it a query can allocate some 50 MB. */
    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** SQLite sees a request to stop within a millisecond, unless it is in one long operation. */
    static final Duration STOP_GRACE = Duration.ofSeconds(1);

    /** Queries younger than this have taken next to nothing yet. */
    private static final Duration YOUNG = Duration.ofMillis(50);

    static final WorkWatch OF_PROCESS =
            new WorkWatch(NativeMemory::allocated, System::nanoTime, MEMORY_BYTES, MAX_ABANDONED);

    private final Supplier<OptionalLong> allocated;
    private final LongSupplier clock;
    private final long memoryBytes;
    private final int maxAbandoned;
    private final Set<RunningWork> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger fills = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private @Nullable Thread thread;
    private long baseline = Long.MIN_VALUE;

    WorkWatch(
            Supplier<OptionalLong> allocated,
            LongSupplier clock,
            long memoryBytes,
            int maxAbandoned) {
        this.allocated = allocated;
        this.clock = clock;
        this.memoryBytes = memoryBytes;
        this.maxAbandoned = maxAbandoned;
    }

    RunningWork begin(Runnable freePlace) {
        RunningWork work = new RunningWork(clock, freePlace);
        running.add(work);
        return work;
    }

    /** Starts the thread that looks, or wakes it. */
    synchronized void wake() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("sql-watch").start(this::watch);
        } else {
            LockSupport.unpark(thread);
        }
    }

    void end(RunningWork work) {
        running.remove(work);
        if (work.end()) {
            log.info(
                    "a query that was abandoned has ended; {} others still run",
                    abandoned.decrementAndGet());
        }
    }

    void beginFill() {
        fills.incrementAndGet();
    }

    void endFill() {
        fills.decrementAndGet();
    }

    int abandoned() {
        return abandoned.get();
    }

    private void watch() {
        while (true) {
            if (running.isEmpty()) {
                LockSupport.park(this);
            } else {
                look();
                LockSupport.parkNanos(this, INTERVAL.toNanos());
            }
        }
    }

    /** Stops and abandons what has to be. Called by one thread at a time. */
    void look() {
        long now = clock.getAsLong();
        for (RunningWork work : running) {
            if (work.ignoresStop(now, STOP_GRACE.toNanos()) && !work.abandoned()) {
                abandon(work);
            }
        }
        allocated.get().ifPresent(bytes -> stopIfTooMuch(bytes, now));
    }

    private void abandon(RunningWork work) {
        if (abandoned.get() < maxAbandoned && work.abandon()) {
            log.warn(
                    "a query did not stop within {} ms of its interruption; its connection is"
                            + " replaced, {} such queries run now",
                    STOP_GRACE.toMillis(),
                    abandoned.incrementAndGet());
        }
    }

    private void stopIfTooMuch(long bytes, long now) {
        boolean onlyYoung =
                running.stream().allMatch(w -> now - w.startedNanos() < YOUNG.toNanos());
        if (baseline == Long.MIN_VALUE || onlyYoung) {
            baseline = bytes;
        }
        long limit = memoryBytes + fills.get() * FILL_BYTES;
        if (bytes - baseline > limit) {
            running.stream()
                    .filter(work -> !work.stopped())
                    .min(Comparator.comparingLong(RunningWork::startedNanos))
                    .ifPresent(work -> {
                        log.warn(
                                "queries took {} MB of native memory, {} MB is the limit;"
                                        + " the longest running one is stopped",
                                (bytes - baseline) >> 20,
                                limit >> 20);
                        work.stopForMemory();
                    });
        }
    }
}
