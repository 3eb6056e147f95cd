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
 * The one thread that changes the file. What arrives while a commit is on its way to the disk
 * shares the next one; nothing waits for company. A platform thread: SQLite is native code, which
 * would hold a virtual thread's carrier for as long as the disk takes.
 */
final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    /** Writes that may wait; each waiting caller is a session or a request, which are limited. */
    private static final int QUEUE = 8_192;

    /**
     * Writes in one commit: beyond this a bigger batch saves no time, and the first waits longer.
     */
    private static final int BATCH = 1_024;

    /** Bytes in one commit, so that it stays within the page cache and some 10 ms of disk. */
    private static final long BATCH_BYTES = 8 << 20;

    /** How long a caller tries to get into a full queue. */
    private static final Duration ENTRY = Duration.ofSeconds(10);

    /** Far beyond any commit; a caller that waits this long gets an answer without it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How often the watch looks whether a commit takes too long, in parts of the patience. */
    private static final int LOOKS = 30;

    /** A write waiting for its commit; {@code bytes} is about what it adds to the file. */
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
    private final Health health;
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
            Health health,
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
     * Gives up a commit that the disk does not end, and what waits behind it: one look a second in
     * place of a timer for each write.
     */
    private void watch() {
        try {
            while (!thread.join(patience.dividedBy(LOOKS))) {
                Commit now = underway;
                if (now != null && System.nanoTime() - now.begun() > patience.toNanos()) {
                    giveUp(now);
                }
            }
        } catch (InterruptedException e) {
            log.warn("the watch of the writer was interrupted", e);
        }
    }

    /** What is under way is in doubt; what waits behind it never begins. */
    private void giveUp(Commit stuck) {
        Fault doubtful =
                Faults.doubtful(
                        "The disk did not confirm a write within " + patience.toSeconds() + " s.");
        stuck.batch().forEach(job -> job.giveUp(doubtful));
        for (Job<?> next = queue.poll(); next != null; next = queue.poll()) {
            next.giveUp(Faults.late(patience));
        }
    }

    /** Has the write done in the next commit and waits for it. */
    <T> T submit(long bytes, Write<T> write) {
        return enqueue(bytes, write).awaitWatched();
    }

    /** The same for a caller in a hurry; the write may still be done after it gave up. */
    <T> T submit(long bytes, Write<T> write, Duration patience) {
        return enqueue(bytes, write).await(patience);
    }

    private <T> Job<T> enqueue(long bytes, Write<T> write) {
        Job<T> job = new Job<>(bytes, write);
        if (closing) {
            throw closed();
        }
        if (!offer(job)) {
            throw Faults.of("The database does not keep up with the writes.");
        }
        if (ended && queue.remove(job)) {
            throw closed();
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

    static Fault closed() {
        return Faults.of("The store is closed.");
    }

    /** Finishes what is queued and closes the connection. */
    void close() throws InterruptedException {
        if (!closing) {
            closing = true;
            // Wakes the thread where it waits for work.
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
            late.fail(closed());
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
            log.warn("the writer thread was interrupted", e);
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
            health.written();
            batch.forEach(Job::settle);
            checkpointer.wrote(batch.stream().mapToLong(job -> job.bytes).sum(), changes);
        } catch (Throwable e) {
            failed(batch, e, syncing && Faults.mayBeStored(e));
        } finally {
            underway = null;
        }
    }

    /**
     * Each of the batch gets the error; unless one of them is to blame, which is found by
     * committing one at a time.
     *
     * @param doubtful whether the batch may be in the file all the same
     */
    private void failed(List<Job<?>> batch, Throwable error, boolean doubtful) {
        discardConnection();
        tails.clear();
        if (error instanceof Fault lost) {
            purge.pause();
            batch.forEach(job -> job.fail(lost));
        } else if (Faults.isOfTheWorld(error)) {
            health.failed(error);
            purge.pause();
            Fault fault = file.fault(error);
            Fault told = doubtful ? Faults.doubtful(String.valueOf(fault.getMessage())) : fault;
            batch.forEach(job -> job.fail(told));
            if (!batch.isEmpty()) {
                makeRoom();
            }
        } else if (batch.size() > 1) {
            batch.forEach(job -> commit(List.of(job)));
        } else {
            log.error("a write failed", error);
            purge.pause();
            batch.forEach(job -> job.fail(error));
        }
    }

    /**
     * What is deleted and still in the file may be just the room that is lacking, and a batch that
     * fails takes its chunk of the purge back with it: so a chunk goes by itself.
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
            log.debug("nothing can be removed either", e);
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

    /** Closing rolls back whatever was open, in any state the connection may be in. */
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
