package dev.nocturne.bench.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** An SQLite table that stores the records of a group in one synced transaction. */
public final class RawSqlite extends GroupCommit {
    private final Connection connection;
    private final PreparedStatement insert;
    private long key;

    private RawSqlite(Connection connection, PreparedStatement insert) {
        this.connection = connection;
        this.insert = insert;
    }

    public static RawSqlite open(Path folder) throws IOException {
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setGetGeneratedKeys(false);
            Connection connection =
                    config.createConnection("jdbc:sqlite:" + folder.resolve("raw.db"));
            try (Statement setUp = connection.createStatement()) {
                setUp.execute("PRAGMA journal_mode = WAL");
                setUp.execute("PRAGMA synchronous = FULL");
                setUp.execute("CREATE TABLE records (key INTEGER PRIMARY KEY, data TEXT) STRICT");
            }
            connection.setAutoCommit(false);
            RawSqlite raw =
                    new RawSqlite(
                            connection,
                            connection.prepareStatement("INSERT INTO records VALUES (?, ?)"));
            raw.start();
            return raw;
        } catch (SQLException e) {
            throw new IOException("could not open a database in " + folder, e);
        }
    }

    @Override
    void commit(List<byte[]> records) throws SQLException {
        for (byte[] each : records) {
            insert.setLong(1, ++key);
            insert.setString(2, new String(each, java.nio.charset.StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
        connection.commit();
    }

    @Override
    public void close() throws IOException {
        super.close();
        try (connection;
                insert) {
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("could not close the database", e);
        }
    }
}
