package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deleting a large session: gone at once, its rows follow, and nobody waits for them. */
@Timeout(60)
class SqliteDeleteTest {
    private static final SessionId LARGE = Samples.session("large");
    private static final SessionId OTHER = Samples.session("other");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void fresh() throws Exception {
        file = folder.resolve("nocturne.db");
        Template.copyTo(file);
    }

    private Store open() {
        return SqliteStore.open(file, new TestClock());
    }

    private long count(String what) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + what)) {
            return rows.getLong(1);
        }
    }

    @Test
    void othersAppendWhileTheRowsOfADeletedSessionGo() throws Exception {
        try (Store store = open()) {
            Sessions.start(store, LARGE, 20_000);
            FencingToken token = Sessions.start(store, OTHER, 1);
            store.delete(LARGE);
            assertThat(Sessions.append(store, OTHER, 2, token, 100))
                    .isEqualTo(new AppendResult.Appended(2));
            awaitPurged();
            assertThat(count("events")).isEqualTo(2);
        }
    }

    private void awaitPurged() throws SQLException {
        while (count("purges") > 0) {
            Thread.onSpinWait();
        }
    }

    /** What a process leaves that is killed right after it answered that the session is deleted. */
    private void deleteTheRowOfTheSessionOnly() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO purges SELECT key FROM sessions WHERE id = 'large'");
            statement.execute("INSERT INTO tombstones VALUES ('large')");
            statement.execute("DELETE FROM states");
            statement.execute("DELETE FROM sessions");
        }
    }

    @Test
    void aDeletionThatARestartCutShortIsFinished() throws Exception {
        try (Store store = open()) {
            Sessions.start(store, LARGE, 2_000);
        }
        deleteTheRowOfTheSessionOnly();
        try (Store store = open()) {
            // Started while the rows of the other are still there: it must get none of them.
            Sessions.start(store, OTHER, 3);
            assertThat(store.read(OTHER, 0, 10)).isEqualTo(Samples.events(1, 3));
            awaitPurged();
            assertThat(store.read(OTHER, 0, 10)).isEqualTo(Samples.events(1, 3));
        }
        assertThat(count("events")).isEqualTo(3);
    }
}
