package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that changes the file. Writes that arrive during a commit share the next commit;
 * no write waits for others to arrive. It is a platform thread, because SQLite's native code would
 * block a virtual thread's carrier while it waits for the disk.
 */
final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    /**
     * The most writes that wait; each waiting caller is a session or a request, which are limited
     * too.
     */
    private static final int QUEUE = 8_192;

    /**
     * The most writes in one commit: larger batches save no time, and the first write waits longer.
     */
    private static final int BATCH = 1_024;

    /** The most bytes in one commit, so that it fits into the page cache and takes about 10 ms. */
    private static final long BATCH_BYTES = 8 << 20;

    /** How long a caller waits for room in the queue. */
    private static final Duration ENTRY = Duration.ofSeconds(10);

    /** The time limit of a commit, far above the usual time; then its callers get a fault. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The number of checks for a commit that takes too long, within its time limit. */
    private static final int CHECKS = 30;

    /** A write that waits for its commit; {@code bytes} is about as much as it adds to the file. */
    private static final class Job<T> extends Pending<T> {
        private final long bytes;
        private final Write<T> write;

        Job(long bytes, Write<T> write) {
            this.bytes = bytes;
            this.write = write;
        }

        @Override
        void run(Sql sql) throws SQLException {
            try {
                keep(write.apply(sql));
            } catch (IllegalStateException e) {
                keepFailure(e);
            }
        }
    }

    /** A commit that has begun. */
    private record Commit(List<Job<?>> batch, long begun) {}

    private final DatabaseFile file;
    private final Tails tails;
    private final Purge purge;
    private final StoreHealth health;
    private final Checkpointer checkpointer;
    private final Acknowledgement acknowledgement;
    private final Duration patience;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile @Nullable Commit underway;
    private volatile boolean closing;
    private volatile boolean ended;
    private @Nullable Sql sql;

    Writer(
            DatabaseFile file,
            Sql sql,
            Tails tails,
            Purge purge,
            StoreHealth health,
            Checkpointer checkpointer,
            Acknowledgement acknowledgement,
            Duration patience) {
        this.file = file;
        this.sql = sql;
        this.tails = tails;
        this.purge = purge;
        this.health = health;
        this.checkpointer = checkpointer;
        this.acknowledgement = acknowledgement;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
        Thread.ofVirtual().name("sqlite-writer-watch").start(this::watch);
    }

    /**
     * Gives up a commit that takes too long, and the writes that wait for it. One check a second
     * replaces a timer for each write.
     */
    private void watch() {
        try {
            while (!thread.join(patience.dividedBy(CHECKS))) {
                Commit now = underway;
                if (now != null && System.nanoTime() - now.begun() > patience.toNanos()) {
                    giveUp(now);
                }
            }
        } catch (InterruptedException e) {
            log.warn("the watch of the writer thread was interrupted and ends", e);
        }
    }

    /**
     * Gives up a commit, whose writes are then in doubt, and the waiting writes, which never begin.
     */
    private void giveUp(Commit stuck) {
        Fault doubtful =
                Faults.doubtful(
                        "The disk did not confirm a write within " + patience.toSeconds() + " s.");
        stuck.batch().forEach(job -> job.giveUp(doubtful));
        for (Job<?> next = queue.poll(); next != null; next = queue.poll()) {
            next.giveUp(Faults.late(patience));
        }
    }

    /** Executes the write in the next commit and waits for it. */
    <T> T submit(long bytes, Write<T> write) {
        return enqueue(bytes, write).awaitWatched();
    }

    /** Executes the write with a shorter time limit; it may still be executed after that. */
    <T> T submit(long bytes, Write<T> write, Duration patience) {
        return enqueue(bytes, write).await(patience);
    }

    private <T> Job<T> enqueue(long bytes, Write<T> write) {
        Job<T> job = new Job<>(bytes, write);
        if (closing) {
            throw closedFault();
        }
        if (!offer(job)) {
            throw Faults.of("Too many writes are waiting for the database. Try again shortly.");
        }
        if (ended && queue.remove(job)) {
            throw closedFault();
        }
        return job;
    }

    private boolean offer(Job<?> job) {
        if (queue.offer(job)) {
            return true;
        }
        try {
            return queue.offer(job, ENTRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.of("The write was interrupted before it began.", e);
        }
    }

    static Fault closedFault() {
        return Faults.of("The store is closed.");
    }

    /** Finishes the queued writes and closes the connection. */
    void close() throws InterruptedException {
        if (!closing) {
            closing = true;
            // Wakes the thread if it waits for work.
            offer(new Job<>(0, _ -> true));
        }
        thread.join(ENTRY.plusSeconds(20));
    }

    private void work() {
        while (!(closing && queue.isEmpty())) {
            commit(gather());
        }
        ended = true;
        for (Job<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail(closedFault());
        }
        discardConnection();
    }

    private List<Job<?>> gather() {
        List<Job<?>> batch = new ArrayList<>();
        long bytes = 0;
        Job<?> next = purge.isPending() ? queue.poll() : take();
        while (next != null) {
            batch.add(next);
            bytes += next.bytes;
            next = batch.size() < BATCH && bytes < BATCH_BYTES ? queue.poll() : null;
        }
        return batch;
    }

    private @Nullable Job<?> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            log.warn("ignored an interrupt of the writer thread", e);
            return null;
        }
    }

    private void commit(List<Job<?>> batch) {
        underway = new Commit(batch, System.nanoTime());
        boolean syncing = false;
        try {
            acknowledgement.requireFiles();
            Sql open = connection();
            for (Job<?> job : batch) {
                job.run(open);
            }
            purge.chunk(open);
            syncing = true;
            long changes = open.commit();
            acknowledgement.prepare();
            health.noteWrite();
            batch.forEach(Job::settle);
            checkpointer.noteWrite(batch.stream().mapToLong(job -> job.bytes).sum(), changes);
        } catch (Throwable e) {
            noteFailure(batch, e, syncing && Faults.mayBeStored(e));
        } finally {
            underway = null;
        }
    }

    /**
     * Handles the failure of a batch. If a single write caused it, the writes are committed one at
     * a time; otherwise all of them get the error.
     *
     * @param doubtful whether the batch may be in the file nevertheless
     */
    private void noteFailure(List<Job<?>> batch, Throwable error, boolean doubtful) {
        discardConnection();
        tails.clear();
        if (error instanceof Fault lost) {
            purge.pause();
            batch.forEach(job -> job.fail(lost));
        } else if (Faults.isOfTheWorld(error)) {
            health.noteFailure(error);
            purge.pause();
            Fault fault = file.fault(error);
            Fault reported = doubtful ? Faults.doubtful(String.valueOf(fault.getMessage())) : fault;
            batch.forEach(job -> job.fail(reported));
            if (!batch.isEmpty()) {
                makeRoom();
            }
        } else if (batch.size() > 1) {
            batch.forEach(job -> commit(List.of(job)));
        } else {
            log.error("a write failed because of an internal error", error);
            purge.pause();
            batch.forEach(job -> job.fail(error));
        }
    }

    /**
     * Purges a chunk in a commit of its own: deleted events may take up the space that is lacking,
     * and a batch that fails also rolls back its chunk.
     */
    private void makeRoom() {
        if (purge.isDone()) {
            return;
        }
        try {
            Sql open = connection();
            purge.chunk(open);
            open.commit();
        } catch (SQLException e) {
            log.debug("could not purge deleted events either", e);
            discardConnection();
            purge.pause();
        }
    }

    private Sql connection() throws SQLException {
        Sql open = sql;
        if (open == null) {
            open = file.openWriter();
            open.connection().setAutoCommit(false);
            sql = open;
        }
        return open;
    }

    /** Closes the connection, which rolls back an open transaction in any state. */
    private void discardConnection() {
        Sql open = sql;
        sql = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.warn("closing the writer's connection failed", e);
            }
        }
    }
}
