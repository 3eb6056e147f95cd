package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads that read, each with its own read-only connection. Callers are virtual
 * threads; if they read themselves, a few slow reads would block all carrier threads and with them
 * the whole server.
 */
final class Readers {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);

    /**
     * The most reads that wait; at about 20,000 reads/s for each thread, they take a fraction of a
     * second.
     */
    private static final int QUEUE = 4_096;

    /** How long a caller waits for room in the queue. */
    private static final Duration ENTRY = Duration.ofSeconds(10);

    /** The time limit of a read, far above the usual time; then the caller gets an error. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Ends the thread that takes it. */
    private static final class Stop extends Pending<Boolean> {
        @Override
        void run(Sql sql) {
            keep(true);
        }
    }

    @FunctionalInterface
    interface Read<T> {
        T from(Sql sql) throws SQLException;
    }

    private static final class Job<T> extends Pending<T> {
        private final Read<T> read;

        Job(Read<T> read) {
            this.read = read;
        }

        @Override
        void run(Sql sql) throws SQLException {
            keep(read.from(sql));
        }
    }

    private final DatabaseFile file;
    private final StoreHealth health;
    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> threads;
    private volatile boolean closing;
    private volatile boolean ended;

    Readers(String name, int count, DatabaseFile file, StoreHealth health) {
        this.file = file;
        this.health = health;
        threads =
                IntStream.range(0, count)
                        .mapToObj(i -> Thread.ofPlatform().name(name + "-" + i).daemon())
                        .map(builder -> builder.unstarted(this::work))
                        .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    <T> T read(Read<T> read) {
        health.requireFiles();
        Job<T> job = new Job<>(read);
        if (closing) {
            throw Writer.closedFault();
        }
        if (!offer(job)) {
            throw Faults.of("Too many reads are waiting for the database. Try again shortly.");
        }
        if (ended && queue.remove(job)) {
            throw Writer.closedFault();
        }
        return job.await(PATIENCE);
    }

    private boolean offer(Pending<?> job) {
        try {
            return queue.offer(job) || queue.offer(job, ENTRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.of("The read was interrupted before it began.", e);
        }
    }

    /** Finishes the queued reads and closes the connections. */
    void close() throws InterruptedException {
        if (!closing) {
            closing = true;
            threads.forEach(thread -> offer(new Stop()));
        }
        for (Thread thread : threads) {
            thread.join(ENTRY);
        }
        ended = true;
        for (Pending<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail(Writer.closedFault());
        }
    }

    private void work() {
        // Opened early and kept open, so that reads work even if no more files can be opened.
        Sql sql = connect();
        boolean more = true;
        while (more) {
            try {
                Pending<?> job = queue.take();
                sql = answer(job, sql);
                more = !(job instanceof Stop);
            } catch (InterruptedException e) {
                log.warn("ignored an interrupt of a reader thread");
            }
        }
        close(sql);
    }

    private @Nullable Sql connect() {
        try {
            Sql sql = file.openReader();
            sql.number("PRAGMA schema_version");
            return sql;
        } catch (SQLException e) {
            log.warn(
                    "could not open {} before the first read; the read tries again",
                    file.path(),
                    e);
            return null;
        }
    }

    /**
     * Executes a read. Returns the connection for the next one: this one, or null after an error.
     */
    private @Nullable Sql answer(Pending<?> job, @Nullable Sql sql) {
        Sql open = sql;
        try {
            if (open == null) {
                open = file.openReader();
            }
            job.run(open);
            health.read();
            job.settle();
            return open;
        } catch (Fault e) {
            job.fail(e);
            return open;
        } catch (Throwable e) {
            if (Faults.isOfTheWorld(e)) {
                health.noteReadFailure(e);
            }
            job.fail(Faults.isOfTheWorld(e) ? file.fault(e) : e);
            close(open);
            return null;
        }
    }

    private static void close(@Nullable Sql sql) {
        if (sql != null) {
            try {
                sql.close();
            } catch (SQLException e) {
                log.warn("could not close a reader's connection", e);
            }
        }
    }
}
