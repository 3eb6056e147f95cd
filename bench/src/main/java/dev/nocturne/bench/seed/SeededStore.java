package dev.nocturne.bench.seed;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Enlarges a database that no server has open. It uses SQL, because a million requests would take
 * too long. It copies rows that the server has written and lets the triggers of {@code stores} run;
 * only the columns that differ are named here.
 */
public final class SeededStore implements AutoCloseable {
    /** The number of events that the server writes before the first of an external agent. */
    private static final int FIRST = 3;

    /** The search text of a copy: that of the original and a number. */
    public static final String LIKE_THE_FIRST = "row.search_text || ' number ' || c.i";

    /**
     * A search text of only a number, because indexing a million longer texts would take minutes.
     */
    public static final String SHORTEST = "CAST(c.i AS TEXT)";

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
            Checksum.addTo(connection);
            connection.setAutoCommit(false);
            return new SeededStore(connection);
        } catch (SQLException e) {
            throw new IOException("no database " + database, e);
        }
    }

    /** Extends a session with one event of {@link Events} to {@code events} events. */
    public void lengthen(String session, int events) throws IOException {
        String data = Events.data(1).replace("\"n\":1,", "\"n\":' || n || ',");
        run(
                "WITH RECURSIVE c(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM c WHERE n < "
                        + events
                        + ") "
                        + copies("events", Map.of("seq", "n + " + FIRST, "data", "'" + data + "'"))
                        + " CROSS JOIN c WHERE row.seq = "
                        + (FIRST + 1)
                        + " AND row.session = (SELECT key FROM sessions WHERE id = ?)",
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

    /**
     * Adds events behind the session's checkpoint, which stays where it is, as when a server is
     * killed between two checkpoints.
     */
    public void extend(String session, int events) throws IOException {
        run(
                "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < "
                        + events
                        + "), t AS (SELECT max(seq) AS last FROM events WHERE session ="
                        + " (SELECT key FROM sessions WHERE id = ?1)) "
                        + copies("events", Map.of("seq", "t.last + c.n"))
                        + " CROSS JOIN t CROSS JOIN c WHERE row.seq = "
                        + (FIRST + 1)
                        + " AND row.session = (SELECT key FROM sessions WHERE id = ?1)",
                session);
    }

    /**
     * Copies a session {@code copies} times, each a millisecond newer.
     *
     * @param searchText the SQL expression of a copy's search text
     */
    public void multiply(String session, int copies, String searchText) throws IOException {
        String numbers =
                "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
                        + copies
                        + "), t AS (SELECT key, (SELECT max(key) FROM sessions) AS last"
                        + " FROM sessions WHERE id = ?) ";
        String each = " CROSS JOIN t CROSS JOIN c WHERE row.";
        String key = "t.last + c.i";
        String id = "'copy-' || (t.last + c.i)";
        // The events first: their key is counted from the last session's.
        run(numbers + copies("events", Map.of("session", key)) + each + "session = t.key", session);
        String state =
                "json_set(row.state, '$.id', iif(json_type(row.state, '$.id') = 'object',"
                        + " json_object('value', %s), %s))".formatted(id, id);
        run(
                numbers
                        + copies("states", Map.of("session", key, "state", state))
                        + each
                        + "session = t.key",
                session);
        run(
                numbers
                        + copies(
                                "sessions",
                                Map.of(
                                        "key",
                                        key,
                                        "id",
                                        id,
                                        "created_at",
                                        "row.created_at + c.i",
                                        "updated_at",
                                        "row.updated_at + c.i",
                                        "search_text",
                                        searchText))
                        + each
                        + "key = t.key",
                session);
    }

    /** Computes the checksums of the copies, which differ from those of the originals. */
    private void correctChecksums() throws SQLException {
        try (Statement update = connection.createStatement()) {
            update.executeUpdate(
                    "UPDATE events SET sum = checksum(s.id, seq, turn, at, name, data)"
                            + " FROM sessions s WHERE s.key = session");
            update.executeUpdate(
                    "UPDATE states SET sum = checksum(s.id, seq, s.owner, s.scenario, s.status,"
                            + " s.created_at, s.updated_at, s.search_text, state)"
                            + " FROM sessions s WHERE s.key = session");
        }
    }

    /**
     * The statement that copies rows of a table, named {@code row}, with changes to some columns.
     */
    private String copies(String table, Map<String, String> changed) throws IOException {
        List<String> columns = columns(table);
        if (!columns.containsAll(changed.keySet())) {
            throw new IOException(table + " has the columns " + columns + " only");
        }
        return "INSERT INTO %s (%s) SELECT %s FROM %s row"
                .formatted(
                        table,
                        String.join(", ", columns),
                        columns.stream()
                                .map(column -> changed.getOrDefault(column, "row." + column))
                                .collect(Collectors.joining(", ")),
                        table);
    }

    private List<String> columns(String table) throws IOException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name FROM pragma_table_info(?)")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.add(result.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IOException("no table " + table, e);
        }
        return columns;
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

    /** Reads all events of a session as rows over its own connection; returns events per second. */
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
            correctChecksums();
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
