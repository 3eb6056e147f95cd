package dev.nocturne.stores.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * A connection with its prepared statements, which are kept until it is closed. For one thread at a
 * time. There are few different statements, so the map needs no limit.
 */
final class Sql implements AutoCloseable {
    /** Reads a value from a result's current row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Visits a result's current row; returns whether to read the next one. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private long changes;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement that changes rows; returns how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        int rows = bound(sql, values).executeUpdate();
        changes += rows;
        return rows;
    }

    <T> List<T> query(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = bound(sql, values).executeQuery()) {
            while (result.next()) {
                rows.add(row.read(result));
            }
        }
        return rows;
    }

    /** Reads rows as long as the visitor returns true. */
    void visit(String sql, Visitor visitor, Object... values) throws SQLException {
        try (ResultSet result = bound(sql, values).executeQuery()) {
            boolean more = result.next();
            while (more) {
                more = visitor.visit(result) && result.next();
            }
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        try (ResultSet result = bound(sql, values).executeQuery()) {
            return result.next() ? Optional.of(row.read(result)) : Optional.empty();
        }
    }

    /** The number in the first column of the first row; 0 if there is no row or it is null. */
    long number(String sql, Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** Runs a statement once without keeping it prepared, for pragmas and the like. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Commits; returns how many rows the transaction changed. */
    long commit() throws SQLException {
        connection.commit();
        long committed = changes;
        changes = 0;
        return committed;
    }

    /** Interrupts the running statement, if any, from another thread. */
    void interrupt() {
        try {
            if (connection instanceof SQLiteConnection sqlite && !sqlite.isClosed()) {
                sqlite.getDatabase().interrupt();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not interrupt a statement of SQLite", e);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
