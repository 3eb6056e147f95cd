package dev.nocturne.sources.pack.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sqlite.Function;

final class MemoryDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger filled = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);

    private void fill(Connection connection) throws SQLException {
        filled.incrementAndGet();
        begun.countDown();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT 7 AS n");
        }
    }

    private MemoryDatabase database() {
        return new MemoryDatabase("test", this::fill, connection -> {});
    }

    private static Outcome<Long> ask(MemoryDatabase database) throws InterruptedException {
        return database.ask(
                PATIENCE,
                lease -> {
                    try (Statement statement = lease.connection().createStatement();
                            ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
                        return rows.getLong(1);
                    }
                });
    }

    @Test
    void nothingIsFilledBeforeSomebodyAsks() throws InterruptedException {
        try (MemoryDatabase database = database()) {
            assertThat(filled).hasValue(0);
            assertThat(ask(database)).isEqualTo(new Outcome.Done<>(7L));
            assertThat(filled).hasValue(1);
        }
    }

    @Test
    void itIsFilledAheadAndOnlyOnce() throws InterruptedException {
        try (MemoryDatabase database = database()) {
            database.fillAhead();
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            database.fillAhead();
            assertThat(ask(database)).isEqualTo(new Outcome.Done<>(7L));
            assertThat(filled).hasValue(1);
        }
    }

    @Test
    void oneThatIsBeingFilledCanBeClosed() {
        MemoryDatabase database = database();
        database.fillAhead();
        database.close();
        database.close();
        assertThat(filled).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void workThatIsStuckInOneOperationDoesNotHoldUpOthers() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        MemoryDatabase.Setup blocking =
                connection ->
                        Function.create(
                                connection,
                                "block",
                                new Function() {
                                    @Override
                                    protected void xFunc() throws SQLException {
                                        try {
                                            release.await();
                                        } catch (InterruptedException e) {
                                            throw new SQLException(e);
                                        }
                                        result(1);
                                    }
                                });
        try (MemoryDatabase database = new MemoryDatabase("test", this::fill, blocking)) {
            for (int i = 0; i < 3; i++) {
                assertThat(
                                database.<Boolean>ask(
                                        Duration.ofMillis(1),
                                        lease -> {
                                            try (Statement statement =
                                                    lease.connection().createStatement()) {
                                                return statement.execute("SELECT block()");
                                            }
                                        }))
                        .isEqualTo(new Outcome.TimedOut<>());
            }
            assertThat(ask(database)).isEqualTo(new Outcome.Done<>(7L));
            release.countDown();
        }
    }
}
