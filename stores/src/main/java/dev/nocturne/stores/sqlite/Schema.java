package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * Migrates a file to this version's schema. The schema's version is the file's {@code
 * user_version}, which each migration sets in its own transaction. Reading it is fast, while Flyway
 * takes most of a second, so Flyway is started only if there is something to migrate.
 */
final class Schema {
    private static final Logger log = LoggerFactory.getLogger(Schema.class);

    /** The number of the last migration in {@code migration/}. */
    static final int VERSION = 4;

    /** The first version in which rows have checksums. */
    static final int SUMS_SINCE = 4;

    static final String MIGRATIONS = "classpath:dev/nocturne/stores/sqlite/migration";

    /**
     * Files up to this size are checked completely before every start, larger ones in the
     * background. The check takes about 10 ms, or several times that if the file contains mainly
     * sessions, because the full-text index is checked too.
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
                            + ", this version knows "
                            + VERSION
                            + "). Use that version, or restore a backup made before.");
        }
        if (version == 0) {
            // Set before the WAL is switched on, so that it is in the file from the first page on.
            sql.execute("PRAGMA application_id = " + DatabaseFile.APPLICATION_ID);
        }
        sql.execute("PRAGMA journal_mode = WAL");
        if (version < VERSION) {
            migrate(file, version);
        }
        check(file, sql);
    }

    private static void migrate(DatabaseFile file, long from) {
        log.info("migrating {} from schema {} to {}", file.path(), from, VERSION);
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.path());
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations(MIGRATIONS)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw Faults.of("The schema of " + file.path() + " could not be migrated.", e);
        }
    }

    /** Whether the file is small enough to be checked while it is opened. */
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
            throw damageFault(file, found, tables);
        }
    }

    /** The first damage in the structure of the file, or {@code ok}. */
    static String quickCheck(Sql sql) throws SQLException {
        return sql.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("");
    }

    private static Fault damageFault(DatabaseFile file, String found, long tables) {
        log.error(
                "{} is damaged: quick_check says '{}', and {} of 11 tables exist",
                file.path(),
                found,
                tables);
        return Faults.of(Faults.damaged(file.path()));
    }
}
