package dev.nocturne.sources.pack.sqlite;

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
import org.jspecify.annotations.Nullable;
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
 * when interrupted; its work is then stopped. Work that does not stop is abandoned ({@link
 * WorkWatch}) and its connection replaced.
 */
public final class MemoryDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MemoryDatabase.class);

    /** Work at the same time; the rest waits its turn, for each may take a core for seconds. */
    private static final int CONNECTIONS = 2;

    /** Waiting for a turn longer than this means that the database is swamped. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    /** How long closing waits for stopped work to notice. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /**
     * Steps of SQLite's machine between two checks whether to stop: some ten microseconds, and with
     * values of 64 KiB at most 32 MB.
     */
    private static final int STEPS_PER_CHECK = 500;

    /** Databases of the memdb VFS share one namespace in the process. */
    private static final AtomicLong NAMES = new AtomicLong();

    /** Fills the new database. */
    public interface Filler {
        void fill(Connection connection) throws SQLException;
    }

    /** Prepares each new connection. */
    public interface Setup {

        /** Adds functions; also to the connection that fills. */
        void prepare(Connection connection) throws SQLException;

        /** Sets the limits of a connection that only reads. */
        default void limit(Connection connection) throws SQLException {}

        /** Lets go of a connection that is closed. */
        default void forget(Connection connection) {}
    }

    /** Work on a connection of the database. It must not keep the connection. */
    public interface Work<T> {
        T run(Lease lease) throws SQLException;
    }

    /** A connection and the work that has it now, which SQLite's progress handler asks for. */
    private static final class Pooled {
        final Connection connection;
        volatile @Nullable RunningWork work;

        Pooled(Connection connection) {
            this.connection = connection;
        }
    }

    private final String url =
            "jdbc:sqlite:file:/nocturne-pack-" + NAMES.incrementAndGet() + "?vfs=memdb";
    private final String name;
    private final Filler filler;
    private final Setup setup;
    private final ThreadPoolExecutor threads;
    private final Semaphore turns = new Semaphore(CONNECTIONS, true);
    private final Queue<Pooled> idle = new ConcurrentLinkedQueue<>();
    private final Set<RunningWork> running = ConcurrentHashMap.newKeySet();
    private final WorkWatch watch;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final FutureTask<Connection> opening = new FutureTask<>(this::open);

    /**
     * Nothing is opened before the first {@link #ask} or {@link #fillAhead}. The name is for
     * threads and messages.
     */
    public MemoryDatabase(String name, Filler filler, Setup setup) {
        this(name, filler, setup, WorkWatch.OF_PROCESS);
    }

    MemoryDatabase(String name, Filler filler, Setup setup, WorkWatch watch) {
        this.watch = watch;
        this.name = name;
        this.filler = filler;
        this.setup = setup;
        this.threads =
                new ThreadPoolExecutor(
                        CONNECTIONS + WorkWatch.MAX_ABANDONED,
                        CONNECTIONS + WorkWatch.MAX_ABANDONED,
                        IDLE_THREAD.toMillis(),
                        TimeUnit.MILLISECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("sqlite-" + name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins to fill it, unless that has begun, so that the next caller waits less. */
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
            return running.stream().allMatch(RunningWork::stopped)
                    ? new Outcome.Stuck<>()
                    : new Outcome.Busy<>();
        }
        RunningWork running = watch.begin(turns::release);
        FutureTask<T> task = new FutureTask<>(() -> run(work, running));
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    watch.end(running);
                }
            });
        } catch (RejectedExecutionException e) {
            watch.end(running);
            throw new IllegalStateException("database " + name + " is closed", e);
        }
        watch.wake();
        return await(task, running, limit);
    }

    private <T> Outcome<T> await(FutureTask<T> task, RunningWork work, Duration limit)
            throws InterruptedException {
        try {
            return new Outcome.Done<>(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return work.outOfMemory() ? new Outcome.OutOfMemory<>() : new Outcome.TimedOut<>();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                return work.outOfMemory()
                        ? new Outcome.OutOfMemory<>()
                        : new Outcome.Failed<>(cause);
            }
            throw new IllegalStateException("work on database " + name + " failed", e.getCause());
        } finally {
            work.stop();
        }
    }

    private <T> T run(Work<T> work, RunningWork state) throws SQLException {
        running.add(state);
        Pooled pooled = idle.poll();
        try {
            if (pooled == null) {
                pooled = connect();
            }
            pooled.work = state;
            return work.run(new Lease(pooled.connection, state));
        } finally {
            running.remove(state);
            if (pooled != null) {
                giveBack(pooled, state.abandoned());
            }
        }
    }

    /** The connection of abandoned work has a successor already, so it is closed. */
    private void giveBack(Pooled pooled, boolean abandoned) throws SQLException {
        pooled.work = null;
        if (abandoned) {
            close(pooled);
            return;
        }
        idle.add(pooled);
        if (closed.get()) {
            closeIdle();
        }
    }

    private void close(Pooled pooled) throws SQLException {
        setup.forget(pooled.connection);
        pooled.connection.close();
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
        watch.beginFill();
        try {
            return filled(DriverManager.getConnection(url));
        } finally {
            watch.endFill();
        }
    }

    private Connection filled(Connection connection) throws SQLException {
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
            Pooled pooled = new Pooled(connection);
            setup.prepare(connection);
            execute(connection, "PRAGMA query_only = ON");
            // Reads the schema, which must not be subject to the limits of queries.
            execute(connection, "SELECT count(*) FROM sqlite_schema");
            setup.limit(connection);
            ProgressHandler.setHandler(
                    connection,
                    STEPS_PER_CHECK,
                    new ProgressHandler() {
                        @Override
                        protected int progress() {
                            RunningWork work = pooled.work;
                            return work != null && work.stopped() ? 1 : 0;
                        }
                    });
            return pooled;
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
        running.forEach(RunningWork::stop);
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
            close(pooled);
        }
    }
}
