package dev.nocturne.sources.pack.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.TestPack;
import dev.nocturne.sources.pack.query.SqlResult.QueryFailed;
import dev.nocturne.sources.pack.query.SqlResult.Reason;
import dev.nocturne.sources.pack.query.SqlResult.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that try to take time or memory get an answer or a refusal, and others go on. */
@Timeout(120)
final class SqlAbuseTest {

    private static final Instant AFTER_ALL = Instant.parse("2026-05-02T00:00:00Z");

    private static final SqlLimits SHORT =
            new SqlLimits(Duration.ofMillis(500), 1_000, 4_000, 256 * 1024);

    private static final String NUMBERS =
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) ";

    @TempDir Path dir;

    private Pack pack;
    private SqlData sql;

    @BeforeEach
    void setUp() {
        pack = new TestPack(dir).load();
        sql = pack.sql();
    }

    @AfterEach
    void tearDown() {
        pack.close();
    }

    static Stream<String> attacks() throws IOException {
        return Stream.of(
                resource("hang.sql"),
                NUMBERS + "SELECT count(*) FROM n",
                NUMBERS + "SELECT x FROM n ORDER BY random()",
                NUMBERS + "SELECT hex(randomblob(30000)) AS h FROM n ORDER BY h",
                NUMBERS + "SELECT DISTINCT hex(randomblob(30000)) FROM n LIMIT -1 OFFSET 9999999",
                NUMBERS + "SELECT group_concat(hex(randomblob(30000))) FROM n",
                NUMBERS + "SELECT json_group_array(x) FROM n",
                NUMBERS + "SELECT count(DISTINCT randomblob(60000)) FROM n",
                NUMBERS + "SELECT x, sum(x) OVER (ORDER BY random()) FROM n",
                "SELECT count(*) FROM Alerts a, Alerts b, Alerts c, Alerts d, Alerts e, Alerts f,"
                        + " Alerts g, Alerts h, Alerts i, Alerts j, Alerts k, Alerts l, Alerts m,"
                        + " Alerts n, Alerts o, Alerts p, Alerts q, Alerts r",
                "WITH RECURSIVE s(t) AS (SELECT 'x' UNION ALL SELECT t || t FROM s)"
                        + " SELECT length(t) FROM s",
                "SELECT printf('%.*c', 1000000000, 'x')",
                "SELECT printf('%1000000000d', 1)",
                "SELECT replace(hex(zeroblob(30000)), '0', hex(zeroblob(30000)))",
                "SELECT zeroblob(1000000000) || zeroblob(1000000000)",
                "SELECT hex(randomblob(1000000000))",
                "SELECT json_extract(replace(hex(zeroblob(30000)), '0', '['), '$')",
                "SELECT hex(zeroblob(30000)) LIKE '" + "%0_".repeat(80) + "1'",
                "SELECT hex(zeroblob(30000)) GLOB '" + "*[0-9]".repeat(40) + "x'",
                flattened(40),
                flattened(500));
    }

    /** Subqueries that SQLite puts into each other, so that the expression doubles with each. */
    private static String flattened(int levels) {
        StringBuilder text = new StringBuilder("WITH c0 AS (SELECT rowid AS x FROM sqlite_schema)");
        for (int i = 1; i <= levels; i++) {
            text.append(", c%d AS (SELECT x+x AS x FROM c%d)".formatted(i, i - 1));
        }
        return text.append(" SELECT x FROM c" + levels).toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SqlAbuseTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aStatementThatGrowsEndsAndTheNextOneIsAnswered(String attack) throws InterruptedException {
        SqlResult result = sql.query(attack, AFTER_ALL, SHORT);

        if (result instanceof QueryFailed failed) {
            assertThat(failed.reason())
                    .isIn(Reason.REFUSED, Reason.TOO_LARGE, Reason.TIME_LIMIT, Reason.WRONG_SQL);
        }
        assertThat(sql.query("SELECT 1", AFTER_ALL)).isInstanceOf(Rows.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT padl('x', 1500000000)",
                "SELECT \"padl\" ('x', 1500000000)",
                "SELECT padl/* */('x', 1500000000)",
                "SELECT [replicate]('x', 1500000000)",
                "SELECT median(x) FROM (SELECT 1 AS x)",
                "SELECT rtreecheck('main', 'nocturne')",
                "SELECT `proper`('x')",
            })
    void aFunctionThatIsNotOnTheListIsRefusedByName(String query) throws InterruptedException {
        assertThat(sql.query(query, AFTER_ALL))
                .isInstanceOfSatisfying(
                        QueryFailed.class,
                        failed -> {
                            assertThat(failed.reason()).isEqualTo(Reason.REFUSED);
                            assertThat(failed.message()).startsWith("The function ");
                        });
    }

    @Test
    void subqueriesThatDoubleEachOtherAreRefusedBeforeTheyReachSqlite()
            throws InterruptedException {
        assertThat(sql.query(flattened(40), AFTER_ALL))
                .isInstanceOfSatisfying(
                        QueryFailed.class,
                        failed -> assertThat(failed.message()).contains("too complex"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH t(a, b) AS (SELECT 1, 2), u (c) AS MATERIALIZED (SELECT 3) SELECT a + c FROM t, u",
                "SELECT CAST(1.5 AS DECIMAL(10)), count(*) FILTER (WHERE 1 = 1) FROM Alerts",
                "SELECT sum(1) OVER (PARTITION BY AlertId ORDER BY AlertId) FROM Alerts",
                "SELECT round(avg(LatencyMs), 2), max(LatencyMs) FROM LinkMetrics WHERE LinkId IN ('L1')",
                "SELECT key, value FROM json_each('[1,2]') WHERE value NOT IN (3) AND (1 = 1 OR (2) = 2)",
                "SELECT CASE WHEN (1) THEN (2) ELSE (3) END WHERE EXISTS (SELECT 1)",
                "SELECT strftime('%H', Timestamp), group_concat(AlertId, ', ') FROM Alerts GROUP BY 1",
                "SELECT \"Timestamp\" FROM Alerts JOIN LinkMetrics USING (Timestamp)",
            })
    void ordinaryQueriesPass(String query) throws InterruptedException {
        assertThat(sql.query(query, AFTER_ALL)).isInstanceOf(Rows.class);
    }
}
