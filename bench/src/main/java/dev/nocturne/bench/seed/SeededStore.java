package dev.nocturne.bench.seed;

import dev.nocturne.bench.process.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes a database large while no server has it open: by SQL, as a million requests would take the
 * benchmark's whole time. What it writes is what the server would have written, so the schema of
 * {@code stores} is repeated here.
 */
public final class SeededStore implements AutoCloseable {
    /** Events the server writes before the first of an agent elsewhere. */
    private static final int FIRST = 3;

    private final Connection connection;

    private SeededStore(Connection connection) {
        this.connection = connection;
    }

    public static SeededStore open(Path database) throws IOException {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
            try (Statement setUp = connection.createStatement()) {
                setUp.execute("PRAGMA synchronous = OFF");
                setUp.execute("PRAGMA cache_size = -400000");
                setUp.execute("PRAGMA temp_store = MEMORY");
            }
            connection.setAutoCommit(false);
            return new SeededStore(connection);
        } catch (SQLException e) {
            throw new IOException("no database " + database, e);
        }
    }

    /** Gives a session with one event of {@link Events} as many as asked for. */
    public void lengthen(String session, int events) throws IOException {
        String data = Events.data(1).replace("\"n\":1,", "\"n\":' || n || ',");
        run(
                "WITH RECURSIVE c(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM c WHERE n < "
                        + events
                        + ") INSERT INTO events (session, seq, turn, at, name, data)"
                        + " SELECT s.key, n + "
                        + FIRST
                        + ", 0, s.created_at, 'bench.tick', '"
                        + data
                        + "' FROM sessions s CROSS JOIN c WHERE s.id = ?",
                session);
        int tail = events + FIRST;
        run(
                "UPDATE states SET seq = "
                        + tail
                        + ", state = json_set(state, '$.seq', "
                        + tail
                        + ", '$.settled', "
                        + tail
                        + ") WHERE session = (SELECT key FROM sessions WHERE id = ?)",
                session);
    }

    /** Copies a session so many times, each a millisecond younger. */
    public void multiply(String session, int copies) throws IOException {
        String numbers =
                "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
                        + copies
                        + "), t AS (SELECT *, (SELECT max(key) FROM sessions) AS last"
                        + " FROM sessions WHERE id = ?) ";
        // The events first: their key is counted from the last session's.
        run(
                numbers
                        + "INSERT INTO events (session, seq, turn, at, name, data)"
                        + " SELECT t.last + c.i, e.seq, e.turn, e.at, e.name, e.data"
                        + " FROM t CROSS JOIN c CROSS JOIN events e ON e.session = t.key",
                session);
        run(
                numbers
                        + "INSERT INTO states (session, seq, state) SELECT t.last + c.i, s.seq,"
                        + " json_set(s.state, '$.id', iif(json_type(s.state, '$.id') = 'object',"
                        + " json_object('value', 'copy-' || (t.last + c.i)), 'copy-' || (t.last +"
                        + " c.i))) FROM t CROSS JOIN c CROSS JOIN states s ON s.session = t.key",
                session);
        run(
                numbers
                        + "INSERT INTO sessions (key, id, owner, scenario, status, created_at,"
                        + " updated_at, search_text) SELECT t.last + c.i, 'copy-' || (t.last +"
                        + " c.i), t.owner, t.scenario, t.status, t.created_at + c.i, t.updated_at +"
                        + " c.i, t.search_text || ' number ' || c.i FROM t CROSS JOIN c",
                session);
    }

    private void run(String sql, String session) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, session);
            if (statement.executeUpdate() == 0) {
                throw new IOException("nothing was written for " + session);
            }
        } catch (SQLException e) {
            throw new IOException("seeding failed", e);
        }
    }

    /** Reads all events of a session over a connection of its own, as rows; events a second. */
    public static double select(Path database, String session) throws IOException {
        long begin = System.nanoTime();
        long rows = 0;
        long bytes = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT e.seq, e.turn, e.at, e.name, e.data FROM sessions s"
                                        + " JOIN events e ON e.session = s.key WHERE s.id = ?"
                                        + " ORDER BY e.seq")) {
            select.setString(1, session);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows++;
                    bytes += result.getLong(1) + result.getInt(2) + result.getLong(3);
                    bytes += result.getString(4).length() + result.getString(5).length();
                }
            }
        } catch (SQLException e) {
            throw new IOException("reading failed", e);
        }
        if (rows == 0 || bytes == 0) {
            throw new IOException(session + " has no events");
        }
        return rows / ((System.nanoTime() - begin) / 1e9);
    }

    @Override
    public void close() throws IOException {
        try (connection) {
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement end = connection.createStatement()) {
                end.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw new IOException("seeding failed", e);
        }
    }
}
