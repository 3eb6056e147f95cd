package dev.nocturne.scenario.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;

/**
 * A database in memory that is filled once, at its first use or ahead of it, and only read from
 * then on.
 *
 * <p>Many virtual threads may ask it. SQLite is native code and would pin their carriers, so the
 * work runs on a few platform threads of the database's own, each with its own read-only
 * connection; they end when idle. A caller waits at most for the limits it gives and leaves at once
 * when interrupted; its work is stopped behind it.
 */
public final class MemoryDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MemoryDatabase.class);

    /**
     * Work at the same time, the rest waits its turn; each may take a core and, sorting, hundreds
     * of MB for seconds.
     */
    private static final int CONNECTIONS = 2;

    /** Waiting for a turn longer than this means that the database is swamped. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    /** How long closing waits for stopped work to notice. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /** Steps of SQLite's machine between two looks at the stop sign: well under a millisecond. */
    private static final int STEPS_PER_CHECK = 5_000;

    /** Databases of the memdb VFS share one namespace in the process. */
    private static final AtomicLong NAMES = new AtomicLong();

    /** Fills the new database. */
    public interface Filler {
        void fill(Connection connection) throws SQLException;
    }

    /** Prepares each new connection (functions, limits), also the one that fills. */
    public interface Setup {
        void prepare(Connection connection) throws SQLException;
    }

    /** Work on a connection of the database. It must not keep the connection. */
    public interface Work<T> {
        T run(Lease lease) throws SQLException;
    }

    private record Pooled(Connection connection, Holder holder) {}

    /** The stop sign of whoever has the connection now. */
    private static final class Holder {
        volatile Lease.Stop stop = new Lease.Stop();
    }

    private final String url =
            "jdbc:sqlite:file:/nocturne-pack-" + NAMES.incrementAndGet() + "?vfs=memdb";
    private final String name;
    private final Filler filler;
    private final Setup setup;
    private final ThreadPoolExecutor threads;
    private final Semaphore turns = new Semaphore(CONNECTIONS, true);
    private final Queue<Pooled> idle = new ConcurrentLinkedQueue<>();
    private final Set<Lease.Stop> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final FutureTask<Connection> opening = new FutureTask<>(this::open);

    /**
     * Nothing is opened before the first {@link #ask} or {@link #fillAhead}. The name is for
     * threads and messages.
     */
    public MemoryDatabase(String name, Filler filler, Setup setup) {
        this.name = name;
        this.filler = filler;
        this.setup = setup;
        this.threads =
                new ThreadPoolExecutor(
                        CONNECTIONS,
                        CONNECTIONS,
                        IDLE_THREAD.toMillis(),
                        TimeUnit.MILLISECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("sqlite-" + name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins to fill it, unless that has begun; whoever asks next waits the less. */
    public void fillAhead() {
        if (started.compareAndSet(false, true)) {
            threads.execute(opening);
        }
    }

    /**
     * Runs the work, for at most {@code limit}. The time to fill the database at its first use does
     * not count.
     *
     * @throws InterruptedException when interrupted while waiting; the work is stopped
     * @throws IllegalStateException when the database is closed or could not be filled, or the work
     *     threw unchecked
     */
    public <T> Outcome<T> ask(Duration limit, Work<T> work) throws InterruptedException {
        ensureOpen();
        if (!turns.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Outcome.Busy<>();
        }
        Lease.Stop stop = new Lease.Stop();
        FutureTask<T> task = new FutureTask<>(() -> run(work, stop));
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    turns.release();
                }
            });
        } catch (RejectedExecutionException e) {
            turns.release();
            throw new IllegalStateException("database " + name + " is closed", e);
        }
        return await(task, stop, limit);
    }

    private <T> Outcome<T> await(FutureTask<T> task, Lease.Stop stop, Duration limit)
            throws InterruptedException {
        try {
            return new Outcome.Done<>(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Outcome.TimedOut<>();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                return new Outcome.Failed<>(cause);
            }
            throw new IllegalStateException("work on database " + name + " failed", e.getCause());
        } finally {
            stop.requested = true;
        }
    }

    private <T> T run(Work<T> work, Lease.Stop stop) throws SQLException {
        running.add(stop);
        Pooled pooled = idle.poll();
        try {
            if (pooled == null) {
                pooled = connect();
            }
            pooled.holder.stop = stop;
            return work.run(new Lease(pooled.connection, stop));
        } finally {
            running.remove(stop);
            if (pooled != null) {
                giveBack(pooled);
            }
        }
    }

    private void giveBack(Pooled pooled) throws SQLException {
        pooled.holder.stop = new Lease.Stop();
        idle.add(pooled);
        if (closed.get()) {
            closeIdle();
        }
    }

    private void ensureOpen() throws InterruptedException {
        if (closed.get()) {
            throw new IllegalStateException("database " + name + " is closed");
        }
        fillAhead();
        try {
            opening.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "database " + name + " could not be filled", e.getCause());
        }
    }

    /**
     * The connection that fills the database; kept open, for the database lives as long as any
     * connection does.
     */
    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try {
            setup.prepare(connection);
            execute(connection, "PRAGMA journal_mode = OFF");
            connection.setAutoCommit(false);
            filler.fill(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Pooled connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url + "&mode=ro");
        try {
            Holder holder = new Holder();
            setup.prepare(connection);
            execute(connection, "PRAGMA query_only = ON");
            ProgressHandler.setHandler(
                    connection,
                    STEPS_PER_CHECK,
                    new ProgressHandler() {
                        @Override
                        protected int progress() {
                            return holder.stop.requested ? 1 : 0;
                        }
                    });
            return new Pooled(connection, holder);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stops what runs and frees the memory. Asking afterwards is a mistake of the caller. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        running.forEach(stop -> stop.requested = true);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("database {} still works {} after it was stopped", name, CLOSE_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            closeIdle();
            if (opening.state() == Future.State.SUCCESS) {
                opening.resultNow().close();
            }
        } catch (SQLException e) {
            log.warn("database {} did not close cleanly", name, e);
        }
    }

    private void closeIdle() throws SQLException {
        for (Pooled pooled = idle.poll(); pooled != null; pooled = idle.poll()) {
            pooled.connection.close();
        }
    }
}
