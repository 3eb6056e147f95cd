package dev.nocturne.sources.pack.query;

import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.query.SqlResult.QueryFailed;
import dev.nocturne.sources.pack.query.SqlResult.Reason;
import dev.nocturne.sources.pack.sqlite.Lease;
import dev.nocturne.sources.pack.sqlite.MemoryDatabase;
import dev.nocturne.sources.pack.sqlite.Outcome;
import dev.nocturne.sources.pack.telemetry.Telemetry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A pack's telemetry and topology as SQL tables, to be read and never written.
 *
 * <p>{@link #tables()} lists the tables. The time column of a telemetry table is text in UTC,
 * {@code 2026-05-15T16:07:00Z}, in all rows with milliseconds if any row has them, so that
 * comparing texts compares times. The SQL function {@code as_of()} gives the instant of the query
 * in epoch milliseconds. Everything SQLite's SELECT can do works, recursive queries included.
 *
 * <p>The database is made in memory at the first query or ahead of it. Safe for any number of
 * threads; a few queries run at a time and others wait their turn.
 */
public final class SqlData implements AutoCloseable {

    /** Tables named when a query asks for one that is not there. */
    private static final int TABLES_IN_MESSAGE = 40;

    private static final Set<SQLiteErrorCode> TOO_LARGE =
            Set.of(
                    SQLiteErrorCode.SQLITE_TOOBIG,
                    SQLiteErrorCode.SQLITE_FULL,
                    SQLiteErrorCode.SQLITE_NOMEM);

    private final PackDatabase layout;
    private final MemoryDatabase database;
    private final Map<Connection, AsOf> clocks = new ConcurrentHashMap<>();

    /**
     * Nothing is built before the first query or {@link #fillAhead}. The name is for threads and
     * messages.
     */
    public SqlData(String name, Topology topology, Telemetry telemetry) {
        this.layout = new PackDatabase(topology, telemetry);
        this.database = new MemoryDatabase(name + "-sql", layout::fill, new Connections());
    }

    /** Begins to build the database, so that the next query waits less. */
    public void fillAhead() {
        database.fillAhead();
    }

    /** Every table and view a query can read. */
    public List<SqlTable> tables() {
        return layout.tables();
    }

    /** Runs the query with {@link SqlLimits#DEFAULT}. */
    public SqlResult query(String sql, Instant asOf) throws InterruptedException {
        return query(sql, asOf, SqlLimits.DEFAULT);
    }

    /**
     * Runs one SELECT or WITH statement.
     *
     * @param asOf the incident's time: telemetry rows after it are not seen
     * @throws InterruptedException when interrupted while waiting; the query is stopped
     */
    public SqlResult query(String sql, Instant asOf, SqlLimits limits) throws InterruptedException {
        Optional<String> refusal = SqlGate.refusal(sql);
        if (refusal.isPresent()) {
            return new QueryFailed(Reason.REFUSED, refusal.get());
        }
        return switch (database.ask(
                limits.time(), lease -> run(lease, sql, millis(asOf), limits))) {
            case Outcome.Done<SqlResult>(SqlResult rows) -> rows;
            case Outcome.Failed<SqlResult>(SQLException cause) -> failure(cause);
            case Outcome.TimedOut<SqlResult> timedOut ->
                    new QueryFailed(
                            Reason.TIME_LIMIT,
                            "The query was stopped after "
                                    + limits.time().toMillis()
                                    + " ms; ask for less.");
            case Outcome.OutOfMemory<SqlResult> outOfMemory ->
                    new QueryFailed(
                            Reason.TOO_LARGE,
                            "The query was stopped because it needs too much memory; sort, group or"
                                    + " join fewer rows.");
            case Outcome.Stuck<SqlResult> stuck ->
                    new QueryFailed(
                            Reason.BUSY,
                            "Earlier queries of this pack could not be stopped and still run; try"
                                    + " again in a minute.");
            case Outcome.Busy<SqlResult> busy ->
                    new QueryFailed(Reason.BUSY, "Too many queries run at the moment; try again.");
        };
    }

    private static long millis(Instant asOf) {
        try {
            return asOf.toEpochMilli();
        } catch (ArithmeticException e) {
            return asOf.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    private SqlResult run(Lease lease, String sql, long asOf, SqlLimits limits)
            throws SQLException {
        AsOf clock = clocks.get(lease.connection());
        if (clock == null) {
            throw new IllegalStateException("a connection without as_of()");
        }
        clock.millis = asOf;
        try (Statement statement = lease.connection().createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            return new RowsReader(results, limits).read();
        }
    }

    private QueryFailed failure(SQLException cause) {
        String message = SqliteMessages.plain(cause);
        SQLiteErrorCode code =
                cause instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.SQLITE_ERROR;
        if (TOO_LARGE.contains(code)) {
            return new QueryFailed(
                    Reason.TOO_LARGE,
                    "The query builds too long a text or is too complex: " + message + ".");
        }
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return new QueryFailed(
                    Reason.BUSY, "The query was stopped because its data is being closed.");
        }
        if (message.startsWith("no such table")) {
            List<String> names =
                    tables().stream().map(SqlTable::name).limit(TABLES_IN_MESSAGE).toList();
            return new QueryFailed(
                    Reason.WRONG_SQL, message + "; there are " + String.join(", ", names) + ".");
        }
        return new QueryFailed(Reason.WRONG_SQL, message + ".");
    }

    /** Gives connections the function as_of() and their limits. */
    private final class Connections implements MemoryDatabase.Setup {

        @Override
        public void prepare(Connection connection) throws SQLException {
            AsOf clock = new AsOf();
            clocks.put(connection, clock);
            Function.create(connection, "as_of", clock, 0, Function.FLAG_DETERMINISTIC);
        }

        @Override
        public void limit(Connection connection) throws SQLException {
            StatementLimits.set(connection.unwrap(SQLiteConnection.class), layout.widestRow());
        }

        @Override
        public void forget(Connection connection) {
            clocks.remove(connection);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /**
     * The SQL function of that name. A connection runs one query at a time, so one value a
     * connection is enough.
     */
    private static final class AsOf extends Function {
        private volatile long millis = Long.MIN_VALUE;

        @Override
        protected void xFunc() throws SQLException {
            result(millis);
        }
    }
}
