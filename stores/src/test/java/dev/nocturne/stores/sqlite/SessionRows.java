package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many sessions, written into a file by SQL, and what a plain look at each of them finds. */
final class SessionRows {
    record Row(int key, String owner, String status, long createdAt, String text) {
        String id() {
            return "s" + key;
        }
    }

    private static final Comparator<Row> NEWEST_FIRST =
            Comparator.comparingLong(Row::createdAt).thenComparing(Row::id).reversed();

    private SessionRows() {}

    static void write(Path file, List<Row> rows) throws SQLException {
        try (Connection connection = connect(file);
                PreparedStatement session =
                        connection.prepareStatement(
                                "INSERT INTO sessions (key, id, owner, scenario, status,"
                                        + " created_at, updated_at, search_text)"
                                        + " VALUES (?, ?, ?, 'telecom', ?, ?, 0, ?)");
                PreparedStatement state =
                        connection.prepareStatement(
                                "INSERT INTO states (session, seq, state) VALUES (?, 1, '{}')")) {
            connection.setAutoCommit(false);
            for (Row row : rows) {
                session.setInt(1, row.key());
                session.setString(2, row.id());
                session.setString(3, row.owner());
                session.setString(4, row.status());
                session.setLong(5, row.createdAt());
                session.setString(6, row.text());
                session.executeUpdate();
                state.setInt(1, row.key());
                state.executeUpdate();
            }
            connection.commit();
        }
    }

    static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows, in lines. */
    static String read(Path file, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** The ids that a list of all its pages should have. */
    static List<String> expected(
            List<Row> rows, @Nullable String owner, @Nullable String status, String needle) {
        return rows.stream()
                .filter(row -> owner == null || row.owner().equals(owner))
                .filter(row -> status == null || row.status().equals(status))
                .filter(row -> row.text().contains(needle))
                .sorted(NEWEST_FIRST)
                .map(Row::id)
                .toList();
    }

    /** The ids on all pages. */
    static List<String> found(
            Store store,
            @Nullable String owner,
            @Nullable String status,
            String needle,
            int limit) {
        List<String> ids = new ArrayList<>();
        PageKey after = null;
        do {
            SessionPage page =
                    store.list(new SessionQuery(owner, null, status, needle, after, limit));
            page.sessions().forEach(head -> ids.add(head.checkpoint().session().value()));
            after = page.next();
        } while (after != null);
        return ids;
    }
}
