package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * Brings a file to the schema this version knows. The version is the file's {@code user_version},
 * which each migration sets in its own transaction: reading it costs nothing, while Flyway costs
 * most of a second, so Flyway is only started when there is something to do.
 */
final class Schema {
    private static final Logger log = LoggerFactory.getLogger(Schema.class);

    /** The last migration in {@code migration/}. */
    static final int VERSION = 4;

    /** The version from which on rows have checksums. */
    static final int SUMS_SINCE = 4;

    static final String MIGRATIONS = "classpath:dev/nocturne/stores/sqlite/migration";

    /**
     * Files up to this size are checked whole before every start, larger ones in the background; it
     * takes some 10 ms, but several times that if they hold little but sessions, as the index of
     * texts is checked too.
     */
    static final long CHECKED_BYTES = 8 << 20;

    private Schema() {}

    static void prepare(DatabaseFile file, Sql sql) throws SQLException {
        long version = sql.number("PRAGMA user_version");
        if (version > VERSION) {
            throw Faults.of(
                    file.path()
                            + " was written by a newer version of Nocturne (schema "
                            + version
                            + ", this one knows "
                            + VERSION
                            + "). Use that version, or restore a backup made before.");
        }
        if (version == 0) {
            // Before the WAL is switched on, so that it is in the file itself from the first page.
            sql.execute("PRAGMA application_id = " + DatabaseFile.APPLICATION_ID);
        }
        sql.execute("PRAGMA journal_mode = WAL");
        if (version < VERSION) {
            migrate(file, version);
        }
        check(file, sql);
    }

    private static void migrate(DatabaseFile file, long from) {
        log.info("{}: schema {} to {}", file.path(), from, VERSION);
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.path());
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations(MIGRATIONS)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw Faults.of(
                    "The schema of " + file.path() + " could not be brought up to date.", e);
        }
    }

    /** Whether a file of that size is checked while it is opened. */
    static boolean isChecked(Sql sql) throws SQLException {
        return sql.number("PRAGMA page_count") * sql.number("PRAGMA page_size") <= CHECKED_BYTES;
    }

    private static void check(DatabaseFile file, Sql sql) throws SQLException {
        String found = isChecked(sql) ? quickCheck(sql) : "ok";
        long tables =
                sql.number(
                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN"
                                + " ('sessions', 'states', 'events', 'attachments', 'receipts',"
                                + " 'tombstones', 'purges', 'epoch', 'probe', 'sessions_by_text',"
                                + " 'disorder')");
        if (!found.equals("ok") || tables != 11) {
            throw damaged(file, found, tables);
        }
    }

    /** The first thing that is wrong with the structure of the file, or {@code ok}. */
    static String quickCheck(Sql sql) throws SQLException {
        return sql.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("");
    }

    private static Fault damaged(DatabaseFile file, String found, long tables) {
        log.error("{}: quick_check says '{}', {} of 11 tables", file.path(), found, tables);
        return Faults.of(Faults.damaged(file.path()));
    }
}
