package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The index of texts: it never changes what a search finds, and is right after every write. */
@Timeout(60)
class SqliteSearchTest {
    private static final SessionId S = Samples.session("s");

    /** Pieces of texts: what an index could stumble over. */
    private static final List<String> PIECES =
            List.of(
                    "fibre ",
                    "link_1 ",
                    "100% ",
                    "\"q\" ",
                    "x'y ",
                    "* ",
                    "near( ",
                    " or ",
                    "\\ ",
                    "stra\u00dfe ",
                    "\u00fcber ",
                    "u\u0308ber ",
                    "\u0131i\u0307 ",
                    "\u03c3\u03c2 ",
                    "\uD83D\uDE00",
                    "\uD83D\uDE01",
                    "\u7dda\u8def",
                    "\t",
                    "\n",
                    "\uFFFD",
                    "\uFFFE",
                    "a",
                    "b",
                    "aaab",
                    "\u0301");

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

    private static List<SessionRows.Row> rows(int count, Random random, IntToLongFunction created) {
        List<SessionRows.Row> rows = new ArrayList<>();
        for (int key = 1; key <= count; key++) {
            rows.add(
                    new SessionRows.Row(
                            key,
                            random.nextInt(5) == 0 ? "bob" : "alice",
                            random.nextInt(3) == 0 ? "failed" : "completed",
                            created.applyAsLong(key),
                            text(random)));
        }
        return rows;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Mostly a part of a text, sometimes two pieces that may be in none; whole characters. */
    private static String needle(List<SessionRows.Row> rows, Random random) {
        String text =
                random.nextInt(4) == 0
                        ? text(random)
                        : rows.get(random.nextInt(rows.size())).text();
        int[] points = text.codePoints().toArray();
        int from = random.nextInt(points.length);
        return new String(points, from, Math.min(points.length - from, 1 + random.nextInt(9)));
    }

    private void assertSearchesAreScans(List<SessionRows.Row> rows, Random random, int searches)
            throws SQLException {
        SessionRows.write(file, rows);
        try (Store store = open()) {
            for (int i = 0; i < searches; i++) {
                String needle = needle(rows, random);
                String owner = random.nextInt(3) == 0 ? "bob" : null;
                String status = random.nextInt(3) == 0 ? "failed" : null;
                assertThat(SessionRows.found(store, owner, status, needle, 1 + random.nextInt(400)))
                        .as("'%s' of %s %s", needle, owner, status)
                        .isEqualTo(SessionRows.expected(rows, owner, status, needle));
            }
        }
    }

    @Test
    void aSearchFindsWhatALookAtEverySessionFinds() throws Exception {
        Random random = new Random(7);
        // A little out of order, and some at the same time.
        List<SessionRows.Row> rows =
                rows(3_000, random, key -> 1_000_000L + key / 2 - random.nextInt(40));
        assertSearchesAreScans(rows, random, 150);
    }

    @Test
    void itDoesSoWhenKeysTellNothingOfTheOrder() throws Exception {
        Random random = new Random(8);
        List<SessionRows.Row> rows = rows(4_000, random, key -> 1_000_000L + random.nextInt(9_999));
        assertSearchesAreScans(rows, random, 50);
    }

    /** More of them than a search is patient with, in the reverse order of keys. */
    @Test
    void aTextThatAllHaveIsFoundInTheListsOrderWhateverTheKeys() throws Exception {
        List<SessionRows.Row> rows = new ArrayList<>();
        int count = 2 * (ListQuery.PATIENCE + ListQuery.FEW + SessionQuery.MAX_LIMIT);
        for (int key = 1; key <= count; key++) {
            // The youngest, which the walk begins with, have another text.
            String text = key <= count / 2 ? "power loss" : "fibre cut";
            rows.add(new SessionRows.Row(key, "alice", "failed", 1_000_000L - key, text));
        }
        SessionRows.write(file, rows);
        try (Store store = open()) {
            assertThat(SessionRows.found(store, "alice", null, "fibre", 500))
                    .isEqualTo(SessionRows.expected(rows, "alice", null, "fibre"));
        }
    }

    private void writeFibreBelowMany() throws SQLException {
        List<SessionRows.Row> rows = new ArrayList<>();
        rows.add(new SessionRows.Row(1, "alice", "failed", 1, "fibre cut"));
        for (int key = 2; key < 2 * (ListQuery.FEW + SessionQuery.MAX_LIMIT); key++) {
            rows.add(new SessionRows.Row(key, "alice", "failed", key, "power loss"));
        }
        SessionRows.write(file, rows);
    }

    @Test
    void beyondAFewSessionsNoneIsReadButByTheIndex() throws Exception {
        writeFibreBelowMany();
        try (Store store = open()) {
            assertThat(SessionRows.found(store, null, null, "fibre", 500)).containsExactly("s1");
        }
        SessionRows.execute(file, "DELETE FROM sessions_by_text WHERE rowid = 1");
        try (Store store = open()) {
            assertThat(SessionRows.found(store, null, null, "fibre", 500)).isEmpty();
            assertThat(SessionRows.found(store, null, null, "fi", 500)).containsExactly("s1");
        }
    }

    private String indexed(String text) throws SQLException {
        String match = Trigrams.match(text).orElseThrow();
        return SessionRows.read(
                file,
                "SELECT rowid FROM sessions_by_text WHERE sessions_by_text MATCH '" + match + "'");
    }

    private String indexContent() throws SQLException {
        return SessionRows.read(
                file, "SELECT id || ' ' || hex(block) FROM sessions_by_text_data ORDER BY id");
    }

    private static void checkpoint(Store store, FencingToken token, long seq, String text) {
        store.append(
                Samples.append(
                        S,
                        seq,
                        token,
                        1,
                        Samples.listed(S, seq, "completed", TestClock.START, text)));
    }

    @Test
    void aCheckpointWithAnotherTextChangesTheIndex() throws Exception {
        try (Store store = open()) {
            FencingToken token = Sessions.lease(store, S);
            checkpoint(store, token, 1, "fibre cut");
            assertThat(indexed("fibre")).isEqualTo("1");
            checkpoint(store, token, 2, "power loss");
            assertThat(indexed("fibre")).isEmpty();
            assertThat(indexed("power")).isEqualTo("1");
        }
    }

    @Test
    void aCheckpointWithTheSameTextWritesNothingToTheIndex() throws Exception {
        try (Store store = open()) {
            FencingToken token = Sessions.lease(store, S);
            checkpoint(store, token, 1, "fibre cut");
            String before = indexContent();
            checkpoint(store, token, 2, "fibre cut");
            store.save(S);
            assertThat(indexContent()).isEqualTo(before);
        }
    }

    @Test
    void aDeletedSessionIsGoneFromTheIndexWithTheSameCommit() throws Exception {
        try (Store store = open()) {
            Sessions.start(store, S, 5_000);
            Sessions.start(store, Samples.session("other"), 1);
            assertThat(indexed("fibre")).isEqualTo("1\n2");
            store.delete(S);
            assertThat(indexed("fibre")).isEqualTo("2");
            assertThat(SessionRows.read(file, "SELECT id FROM sessions_by_text_docsize"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aBackupIsSearchedByItsOwnIndex() throws Exception {
        writeFibreBelowMany();
        Path target = folder.resolve("backup.db");
        SqliteStore.backup(file, target);
        file = target;
        try (Store store = open()) {
            assertThat(SessionRows.found(store, null, null, "fibre", 500)).containsExactly("s1");
            store.delete(Samples.session("s1"));
            assertThat(indexed("fibre")).isEmpty();
        }
    }

    @Test
    void theGreatestDisorderIsKept() throws Exception {
        SessionRows.write(file, List.of(row(10, 5_000), row(11, 4_000), row(12, 4_500)));
        assertThat(SessionRows.read(file, "SELECT millis FROM disorder")).isEqualTo("1000");
        // Below all keys that are there, and younger.
        SessionRows.write(file, List.of(row(5, 7_000)));
        assertThat(SessionRows.read(file, "SELECT millis FROM disorder")).isEqualTo("3000");
        SessionRows.execute(file, "UPDATE sessions SET created_at = 6900 WHERE key = 5");
        assertThat(SessionRows.read(file, "SELECT millis FROM disorder")).isEqualTo("3100");
    }

    private static SessionRows.Row row(int key, long createdAt) {
        return new SessionRows.Row(key, "alice", "failed", createdAt, "fibre cut");
    }

    private void makeVersionOne() {
        file = folder.resolve("one.db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(Schema.MIGRATIONS)
                .target("1")
                .load()
                .migrate();
    }

    @Test
    void theSessionsOfAFileOfVersionOneAreIndexedWhenItIsOpened() throws Exception {
        makeVersionOne();
        SessionRows.execute(file, "PRAGMA application_id = " + DatabaseFile.APPLICATION_ID);
        Random random = new Random(9);
        List<SessionRows.Row> rows = rows(2_000, random, key -> 1_000L + key - random.nextInt(9));
        assertSearchesAreScans(rows, random, 50);
        assertThat(SessionRows.read(file, "PRAGMA user_version"))
                .isEqualTo(Integer.toString(Schema.VERSION));
        assertThat(Integer.parseInt(SessionRows.read(file, "SELECT millis FROM disorder")))
                .isBetween(1, 8);
    }
}
