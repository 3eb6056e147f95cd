package dev.nocturne.sources.pack.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.TestPack;
import dev.nocturne.sources.pack.query.SqlResult.QueryFailed;
import dev.nocturne.sources.pack.query.SqlResult.Reason;
import dev.nocturne.sources.pack.query.SqlResult.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries read what the incident's time allows, and nothing else happens. */
@Timeout(120)
final class SqlDataTest {

    private static final Instant AFTER_ALL = Instant.parse("2026-05-02T00:00:00Z");

    private static final String ENDLESS =
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

    @TempDir Path dir;

    private Pack loaded;
    private SqlData sql;

    @BeforeEach
    void setUp() {
        loaded = new TestPack(dir).load();
        sql = loaded.sql();
    }

    @AfterEach
    void tearDown() {
        loaded.close();
    }

    private Rows rows(String query) throws InterruptedException {
        return rows(query, AFTER_ALL);
    }

    private Rows rows(String query, Instant asOf) throws InterruptedException {
        return switch (sql.query(query, asOf)) {
            case Rows rows -> rows;
            case QueryFailed failed -> throw new AssertionError(query + ": " + failed);
        };
    }

    private QueryFailed failed(String query) throws InterruptedException {
        return switch (sql.query(query, AFTER_ALL)) {
            case Rows rows -> throw new AssertionError(query + ": " + rows);
            case QueryFailed failed -> failed;
        };
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    @Test
    void telemetryHasTypedColumnsAndNullForEmptyCells() throws InterruptedException {
        Rows rows = rows("SELECT * FROM LinkMetrics WHERE LinkId = 'L1' ORDER BY Timestamp");

        assertThat(rows.columns())
                .containsExactly(
                        new SqlResult.Column("LinkId", SqlResult.Type.TEXT),
                        new SqlResult.Column("Timestamp", SqlResult.Type.TEXT),
                        new SqlResult.Column("Utilization", SqlResult.Type.REAL),
                        new SqlResult.Column("LatencyMs", SqlResult.Type.REAL));
        assertThat(rows.rows())
                .containsExactly(
                        row("L1", "2026-05-01T09:00:00Z", 40.5, 1.5),
                        row("L1", "2026-05-01T10:00:00Z", null, 99.5),
                        row("L1", "2026-05-01T11:00:00Z", 41.0, 1.25));
        assertThat(rows.truncated()).isFalse();
    }

    @Test
    void timesHaveOneFormInATableSoThatTextOrderIsTimeOrder() throws InterruptedException {
        assertThat(rows("SELECT Timestamp FROM Alerts ORDER BY Timestamp").rows())
                .containsExactly(
                        row("2026-05-01T10:00:00.250Z"),
                        row("2026-05-01T10:00:01.000Z"),
                        row("2026-05-01T12:00:00.000Z"));
    }

    @Test
    void rowsAfterTheIncidentAreNotSeen() throws InterruptedException {
        Instant incident = Instant.parse("2026-05-01T10:00:00.250Z");

        assertThat(rows("SELECT AlertId FROM Alerts", incident).rows()).containsExactly(row("A1"));
        assertThat(rows("SELECT count(*) FROM LinkMetrics", incident).rows())
                .containsExactly(row(3L));
        assertThat(rows("SELECT max(Timestamp) FROM LinkMetrics", incident).rows())
                .containsExactly(row("2026-05-01T10:00:00Z"));
        assertThat(rows("SELECT as_of()", incident).rows())
                .containsExactly(row(incident.toEpochMilli()));
        assertThat(rows("SELECT count(*) FROM Alerts", incident.minusMillis(1)).rows())
                .containsExactly(row(0L));
        assertThat(rows("SELECT count(*) FROM Alerts", Instant.MAX).rows())
                .containsExactly(row(3L));
    }

    @Test
    void theTimeBoundHoldsForRandomInstantsAsTheTypedAccessHasIt() throws InterruptedException {
        Random random = new Random(20260501);
        long start = Instant.parse("2026-05-01T08:00:00Z").toEpochMilli();
        for (int i = 0; i < 50; i++) {
            Instant at = Instant.ofEpochMilli(start + random.nextInt(5 * 3_600_000));
            long typed =
                    loaded.telemetry()
                            .table("LinkMetrics")
                            .orElseThrow()
                            .rows(Window.until(at))
                            .size();
            assertThat(rows("SELECT count(*) FROM LinkMetrics", at).rows())
                    .containsExactly(row(typed));
        }
    }

    @Test
    void entitiesAndRelationsAreTables() throws InterruptedException {
        assertThat(rows("SELECT LinkId, CapacityGbps, LengthKm FROM Link").rows())
                .containsExactly(row("L1", 100L, 3291.5), row("L2", 10L, null));
        assertThat(
                        rows("SELECT source_id, target_id, Side, Kind FROM connects_to_router WHERE Side > 9")
                                .rows())
                .containsExactly(row("L2", "R3", 10L, "physical"));
        assertThat(
                        rows("SELECT source_id, target_id, target_label FROM depends_on ORDER BY 1, 2")
                                .rows())
                .containsExactly(
                        row("S1", "L1", "Link"),
                        row("S2", "L2", "Link"),
                        row("S2", "R3", "Router"));
        assertThat(rows("SELECT count(*) FROM depends_on_link").rows()).containsExactly(row(2L));
        assertThat(rows("SELECT count(*) FROM depends_on_router").rows()).containsExactly(row(1L));
    }

    @Test
    void aRecursiveQueryWalksTheTopology() throws InterruptedException {
        Rows rows =
                rows(
                        """
                        WITH RECURSIVE hit(id) AS (
                          SELECT 'R2' UNION
                          SELECT r.source_id FROM hit JOIN (
                            SELECT source_id, target_id FROM connects_to UNION ALL
                            SELECT source_id, target_id FROM depends_on) r ON r.target_id = hit.id)
                        SELECT id FROM hit ORDER BY id -- all that depends on R2
                        ;
                        """);

        assertThat(rows.rows())
                .containsExactly(row("L1"), row("L2"), row("R2"), row("S1"), row("S2"));
    }

    @Test
    void tablesAreListedWithTheirColumns() {
        assertThat(sql.tables())
                .extracting(SqlTable::toString)
                .containsExactly(
                        "Alerts(AlertId TEXT, Timestamp TEXT, SourceNodeId TEXT, Severity TEXT)",
                        "LinkMetrics(LinkId TEXT, Timestamp TEXT, Utilization REAL, LatencyMs REAL)",
                        "Router(RouterId TEXT, City TEXT)",
                        "Link(LinkId TEXT, CapacityGbps INTEGER, LengthKm REAL)",
                        "Service(ServiceId TEXT, Customer TEXT)",
                        "connects_to(source_id TEXT, target_id TEXT, source_label TEXT, target_label TEXT,"
                                + " Side INTEGER, Kind TEXT)",
                        "depends_on(source_id TEXT, target_id TEXT, source_label TEXT, target_label TEXT)",
                        "connects_to_router(source_id TEXT, target_id TEXT, source_label TEXT,"
                                + " target_label TEXT, Side INTEGER, Kind TEXT)",
                        "depends_on_link(source_id TEXT, target_id TEXT, source_label TEXT, target_label TEXT)",
                        "depends_on_router(source_id TEXT, target_id TEXT, source_label TEXT, target_label TEXT)");
    }

    @Test
    void namesThatCollideOrAreReservedStillGetATable() throws InterruptedException {
        Path other = dir.resolve("other");
        TestPack pack =
                new TestPack(other)
                        .replace("graph_schema.yaml", "label: connects_to", "label: router")
                        .replace("scenario.yaml", "{name: Alerts,", "{name: sqlite_alerts,")
                        .replace(
                                "scenario.yaml",
                                "{name: LinkMetrics,",
                                "{name: 'Link \"x\" metrics',")
                        .write(
                                "data/entities/DimService.csv",
                                "ServiceId,city,City\nS1,a,b\nS2,c,d\n");
        try (Pack odd = pack.load()) {
            assertThat(odd.sql().tables())
                    .extracting(SqlTable::name)
                    .contains(
                            "telemetry_sqlite_alerts",
                            "Link \"x\" metrics",
                            "Router",
                            "relation_router",
                            "router_router");
            for (SqlTable table : odd.sql().tables()) {
                String query = "SELECT * FROM " + Identifiers.quote(table.name());
                assertThat(odd.sql().query(query, AFTER_ALL)).as(query).isInstanceOf(Rows.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  -- nothing\n",
                ";",
                "DELETE FROM Link",
                "INSERT INTO Link VALUES (1, 2, 3)",
                "UPDATE Link SET LinkId = 1",
                "DROP TABLE Link",
                "CREATE TABLE x (a)",
                "PRAGMA query_only = OFF",
                "ATTACH DATABASE '/tmp/x.db' AS x",
                "VACUUM INTO '/tmp/x.db'",
                "BEGIN",
                "EXPLAIN SELECT 1",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP TABLE Link",
                "SELECT 1;;/* */ ; DELETE FROM Link",
                "/* SELECT */ DELETE FROM Link",
                "SELECT * FROM pragma_database_list",
                "SELECT * FROM \"pragma_table_info\"('Link')",
                "SELECT load_extension('x')",
                "SELECT * FROM nocturne_base_0",
                "SELECT * FROM NOCTURNE_BASE_0",
                "SELECT * FROM \"nocturne_base_0\"",
                "SELECT * FROM [nocturne_base_0]",
                "SELECT * FROM `nocturne_base_0`",
                "SELECT * FROM 'nocturne_base_0'",
                "SELECT * FROM main . nocturne_base_1",
                "SELECT 1 FROM sqlite_dbpage",
                "'SELECT' 1",
                "SELECT 'a\0b'",
            })
    void whatIsNotOneReadingStatementIsRefused(String query) throws InterruptedException {
        QueryFailed failed = failed(query);

        assertThat(failed.reason()).as(failed.message()).isIn(Reason.REFUSED, Reason.WRONG_SQL);
        assertThat(rows("SELECT count(*) FROM Link").rows()).containsExactly(row(2L));
    }

    @Test
    void writesHiddenBehindAWithAreRefusedBySqlite() throws InterruptedException {
        assertThat(failed("WITH a AS (SELECT 1) DELETE FROM Link").reason())
                .isEqualTo(Reason.WRONG_SQL);
        assertThat(failed("WITH a AS (SELECT 1) INSERT INTO Link SELECT 1, 2, 3").reason())
                .isEqualTo(Reason.WRONG_SQL);
        assertThat(rows("SELECT count(*) FROM Link").rows()).containsExactly(row(2L));
    }

    @Test
    void semicolonsInTextAndCommentsSeparateNothing() throws InterruptedException {
        assertThat(rows("SELECT 'a;b' || '''; c' AS x /* ; */ -- ;").rows())
                .containsExactly(row("a;b'; c"));
    }

    @Test
    void aMistakeIsToldInSqlitesWords() throws InterruptedException {
        assertThat(failed("SELECT nope FROM Link").message()).isEqualTo("no such column: nope.");
        assertThat(failed("SELECT * FROM Linc").message())
                .startsWith("no such table: Linc; there are Alerts, ");
        assertThat(failed("SELECT FROM").message()).contains("syntax error");
    }

    @Test
    void aLongQueryIsStoppedAtItsLimitAndTheNextOneRuns() throws InterruptedException {
        SqlLimits brief = new SqlLimits(Duration.ofMillis(100), 10, 10, 1_000);
        for (int i = 0; i < 6; i++) {
            assertThat(sql.query(ENDLESS, AFTER_ALL, brief))
                    .isInstanceOfSatisfying(
                            QueryFailed.class,
                            f -> assertThat(f.reason()).isEqualTo(Reason.TIME_LIMIT));
        }
        assertThat(rows("SELECT 1").rows()).containsExactly(row(1L));
    }

    @Test
    void rowsCellsAndTotalsAreCutAndThatIsTold() throws InterruptedException {
        String hundred =
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 100) SELECT x, printf('%50d', x) FROM c";
        SqlLimits few = new SqlLimits(Duration.ofSeconds(5), 7, 10, 100_000);
        Rows cut = (Rows) sql.query(hundred, AFTER_ALL, few);
        assertThat(cut.rows()).hasSize(7);
        assertThat(cut.rows().getFirst().get(1)).isEqualTo(" ".repeat(10) + "…");
        assertThat(cut.truncated()).isTrue();

        SqlLimits small = new SqlLimits(Duration.ofSeconds(5), 1_000, 1_000, 500);
        Rows little = (Rows) sql.query(hundred, AFTER_ALL, small);
        assertThat(little.rows()).hasSizeBetween(5, 10);
        assertThat(little.truncated()).isTrue();

        SqlLimits exact = new SqlLimits(Duration.ofSeconds(5), 100, 1_000, 100_000);
        assertThat(((Rows) sql.query(hundred, AFTER_ALL, exact)).truncated()).isFalse();
    }

    @Test
    void aValueThatGrowsTooLargeIsAnError() throws InterruptedException {
        assertThat(failed("SELECT length(printf('%100000000d', 1))").reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(failed("SELECT randomblob(100000000)").reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void numbersAreFiniteAndColumnNamesDiffer() throws InterruptedException {
        Rows rows =
                rows(
                        "SELECT 9e999, -9e999, x'0aff', 1 AS a, 2 AS a, 1.5 AS \"a_2\" FROM Link LIMIT 1");

        assertThat(rows.rows()).containsExactly(row(null, null, "0aff", 1L, 2L, 1.5));
        assertThat(rows.columns()).extracting(SqlResult.Column::name).doesNotHaveDuplicates();
    }

    @Test
    void manyThreadsAskAtOnceAndEachSeesItsOwnTime() throws Exception {
        Instant early = Instant.parse("2026-05-01T10:00:00Z");
        List<Callable<List<List<@Nullable Object>>>> tasks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Instant at = i % 2 == 0 ? early : AFTER_ALL;
            tasks.add(() -> rows("SELECT count(*) FROM LinkMetrics", at).rows());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<List<@Nullable Object>>>> results = threads.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).containsExactly(row(i % 2 == 0 ? 3L : 4L));
            }
        }
    }

    @Test
    void anInterruptedCallerLeavesAtOnceAndItsQueryEnds() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
        SqlLimits hour = new SqlLimits(Duration.ofHours(1), 10, 10, 1_000);
        rows("SELECT 1");
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                started.countDown();
                                try {
                                    sql.query(ENDLESS, AFTER_ALL, hour);
                                } catch (InterruptedException e) {
                                    ended.set(e);
                                }
                            }));
        }
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        for (Thread caller : callers) {
            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(rows("SELECT 1").rows()).containsExactly(row(1L));
    }

    @Test
    void afterClosingNothingCanBeAsked() {
        loaded.close();
        loaded.close();

        assertThatThrownBy(() -> sql.query("SELECT 1", AFTER_ALL))
                .isInstanceOf(IllegalStateException.class);
    }
}
