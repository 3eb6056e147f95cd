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
 * A few platform threads that read, each over a read-only connection of its own. Callers are
 * virtual threads; were they to read themselves, a few slow reads would hold every carrier and with
 * them the whole server.
 */
final class Readers {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);

    /** Reads that may wait; at some 20,000 reads/s a thread, a fraction of a second's worth. */
    private static final int QUEUE = 4_096;

    /** How long a caller tries to get into a full queue. */
    private static final Duration ENTRY = Duration.ofSeconds(10);

    /** Far beyond the time of any read; then the caller gets an error. */
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
    private final Health health;
    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> threads;
    private volatile boolean closing;
    private volatile boolean ended;

    Readers(String name, int count, DatabaseFile file, Health health) {
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
            throw Writer.closed();
        }
        if (!offer(job)) {
            throw Faults.of("The database does not keep up with the reads.");
        }
        if (ended && queue.remove(job)) {
            throw Writer.closed();
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

    /** Answers what is queued and closes the connections. */
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
            late.fail(Writer.closed());
        }
    }

    private void work() {
        // At once and for good: when the process may open no more files, reads still work.
        Sql sql = connect();
        boolean more = true;
        while (more) {
            try {
                Pending<?> job = queue.take();
                sql = answer(job, sql);
                more = !(job instanceof Stop);
            } catch (InterruptedException e) {
                log.warn("a reader thread was interrupted; it ignores that");
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
            log.warn("a reader could not open {} ahead of its first read", file.path(), e);
            return null;
        }
    }

    /** Returns the connection for the next read: this one, or none after an error. */
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
                health.readFailed(e);
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
                log.warn("closing a reader's connection failed", e);
            }
        }
    }
}
