package dev.nocturne.stores.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the WAL back into the database on its own thread. SQLite does this within commits by
 * default, which makes some of them slow. Passive checkpoints make neither the writer nor readers
 * wait. If the checkpointer cannot keep up, the writer finishes the rest at its own limit ({@link
 * DatabaseFile}), after which the WAL starts over.
 */
final class Checkpointer {
    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);

    /** The approximate number of bytes added to the WAL after which a checkpoint is due. */
    private static final long DUE_BYTES = 16 << 20;

    /**
     * The most bytes that a change adds beside its data: a page of the table and one of the index.
     */
    private static final long BYTES_PER_CHANGE = 8_192;

    private final DatabaseFile file;
    private final Mark mark;
    private final AtomicLong added = new AtomicLong();
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    Checkpointer(DatabaseFile file, Mark mark) {
        this.file = file;
        this.mark = mark;
        this.thread = Thread.ofPlatform().name("sqlite-checkpoint").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Counts a commit that was added to the WAL. Never blocks. */
    void noteWrite(long bytes, long changes) {
        if (added.addAndGet(bytes + changes * BYTES_PER_CHANGE) >= DUE_BYTES) {
            added.set(0);
            due.release();
        }
    }

    void close() throws InterruptedException {
        closing = true;
        due.release();
        thread.join();
    }

    private void work() {
        Sql sql = null;
        while (!closing) {
            due.acquireUninterruptibly();
            due.drainPermits();
            if (!closing) {
                sql = checkpoint(sql);
            }
        }
        close(sql);
    }

    private @Nullable Sql checkpoint(@Nullable Sql sql) {
        Sql open = sql;
        try {
            if (open == null) {
                open = file.openCheckpointer();
            }
            mark.sync();
            open.execute("PRAGMA wal_checkpoint(PASSIVE)");
            return open;
        } catch (IOException | SQLException e) {
            // The WAL keeps what was not written back; the next checkpoint tries again.
            log.warn(
                    "could not write back the WAL of {}; retrying at the next checkpoint",
                    file.path(),
                    e);
            close(open);
            return null;
        }
    }

    private static void close(@Nullable Sql sql) {
        if (sql != null) {
            try {
                sql.close();
            } catch (SQLException e) {
                log.warn("could not close the checkpointer's connection", e);
            }
        }
    }
}
