package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The database file and its connections.
 *
 * @param path absolute, symbolic links resolved
 * @param maxPages the most pages of 4 kB that the file may have; 0 for no limit
 */
record DatabaseFile(Path path, int maxPages) {
    /** "Noct", in the header of every Nocturne database. */
    static final int APPLICATION_ID = 0x4e6f6374;

    /**
     * How long a connection waits for a lock of another; only the recovery after a crash takes one.
     */
    private static final int BUSY_MILLIS = 10_000;

    /** The size of the WAL above which the writer helps the checkpointer: 64 MB of 4 kB pages. */
    private static final int WAL_FALLBACK_PAGES = 16_384;

    /** The size to which the WAL's file is cut after it was written back. */
    static final int WAL_KEPT_BYTES = 64 << 20;

    /** The writer's page cache, in kB; the hot pages are the ends of the tables and indexes. */
    private static final int WRITER_CACHE_KB = 16_384;

    /** A reader's page cache, in kB; the system's cache holds the rest. */
    private static final int READER_CACHE_KB = 2_048;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;

    /** Resolves the path, and creates its folder if it is missing. */
    static DatabaseFile at(Path path, int maxPages) {
        try {
            Path absolute = path.toAbsolutePath().normalize();
            Path folder = absolute.getParent();
            if (folder == null || Files.isDirectory(absolute)) {
                throw Faults.of(absolute + " is a folder. Name a database file in it.");
            }
            PrivateFiles.createFolder(folder);
            Path real =
                    Files.exists(absolute)
                            ? absolute.toRealPath()
                            : folder.toRealPath().resolve(absolute.getFileName());
            return new DatabaseFile(real, maxPages);
        } catch (IOException e) {
            throw Faults.of("The folder of " + path + " cannot be created: " + e.getMessage(), e);
        }
    }

    /** An existing Nocturne database, for reading only. */
    static DatabaseFile find(Path path) {
        if (!Files.isRegularFile(path)) {
            throw Faults.of(path.toAbsolutePath() + " is not a file.");
        }
        DatabaseFile file = at(path, 0);
        try (Sql sql = file.openReader()) {
            if (sql.number("PRAGMA application_id") != APPLICATION_ID) {
                throw Faults.of(file.path() + " is an SQLite database of another program.");
            }
            return file;
        } catch (SQLException e) {
            throw file.fault(e);
        }
    }

    /** Throws if this process may not write the file. Opens nothing. */
    void checkPlace() {
        Path folder = path.resolveSibling(".");
        if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw Faults.of(
                    path
                            + " cannot be written: the file, its folder or its disk is read-only,"
                            + " or belongs to another user.");
        }
    }

    /**
     * Checks the file's header. Call this only before the first connection: closing a file in this
     * process would drop SQLite's locks on it.
     */
    void checkContent() {
        try {
            if (Files.exists(path) && Files.size(path) > 0) {
                checkHeader();
            }
        } catch (IOException e) {
            throw Faults.of(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void checkHeader() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(HEADER_BYTES);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES || !ByteBuffer.wrap(MAGIC).equals(header.slice(0, 16))) {
            throw Faults.of(
                    path + " is not an SQLite database. Name another file, or restore a backup.");
        }
        if (header.getInt(68) != APPLICATION_ID) {
            throw Faults.of(path + " is an SQLite database of another program. Name another file.");
        }
        checkLength(header);
    }

    /** Checks that the file has all pages that its header counts, unless a WAL may contain them. */
    private void checkLength(ByteBuffer header) throws IOException {
        int stored = header.getShort(16) & 0xffff;
        long pageSize = stored == 1 ? 65_536 : stored;
        long pages = header.getInt(28) & 0xffff_ffffL;
        boolean countIsCurrent = header.getInt(24) == header.getInt(92);
        if (countIsCurrent && !hasWal() && Files.size(path) < pages * pageSize) {
            throw Faults.of(Faults.damaged(path));
        }
    }

    boolean hasWal() throws IOException {
        return Files.exists(wal()) && Files.size(wal()) > 0;
    }

    Path wal() {
        return beside("-wal");
    }

    Path shm() {
        return beside("-shm");
    }

    /** The file with the database's name and this suffix. */
    Path beside(String ending) {
        return beside(path, ending);
    }

    static Path beside(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }

    /**
     * A dated name for a database that is set aside, for example {@code
     * nocturne.db.20260616T143700Z}; free with and without {@code -wal}.
     */
    Path aside(Instant now) {
        String stamp = "." + STAMP.format(now);
        Path aside = beside(stamp);
        for (int i = 2; Files.exists(aside) || Files.exists(beside(aside, "-wal")); i++) {
            aside = beside(stamp + "-" + i);
        }
        return aside;
    }

    /**
     * Creates the file if it is missing, readable only by its owner. SQLite gives the files beside
     * it the same mode.
     */
    void create() {
        try {
            PrivateFiles.create(path);
        } catch (IOException e) {
            throw Faults.of(path + " cannot be created: " + e.getMessage(), e);
        }
    }

    /** Opens a copy that only this process uses, without creating files beside it. */
    Sql openCopy() throws SQLException {
        SQLiteConfig config = config(READER_CACHE_KB);
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        return new Sql(connect(config));
    }

    /**
     * Opens a connection that stays open as long as the store, so that SQLite does not delete the
     * WAL when another connection closes.
     */
    Sql openAnchor() throws SQLException {
        Sql sql = openReader();
        // The first read opens the WAL.
        sql.number("PRAGMA schema_version");
        return sql;
    }

    /** Opens the file without its WAL; changes neither. */
    Sql openWithoutWal() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        String uri = path.toUri().getRawPath();
        return new Sql(config.createConnection("jdbc:sqlite:file:" + uri + "?immutable=1"));
    }

    /** Opens a connection for the writer or migrations; creates the file if it is missing. */
    Sql openWriter() throws SQLException {
        SQLiteConfig config = config(WRITER_CACHE_KB);
        config.setWalAutocheckpoint(WAL_FALLBACK_PAGES);
        config.setJournalSizeLimit(WAL_KEPT_BYTES);
        if (maxPages > 0) {
            config.setMaxPageCount(maxPages);
        }
        return new Sql(connect(config));
    }

    /** Opens a connection for the checkpointer, which changes the file only by checkpoints. */
    Sql openCheckpointer() throws SQLException {
        SQLiteConfig config = config(READER_CACHE_KB);
        config.setWalAutocheckpoint(0);
        config.setJournalSizeLimit(WAL_KEPT_BYTES);
        return new Sql(connect(config));
    }

    Sql openReader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-READER_CACHE_KB);
        return new Sql(connect(config));
    }

    private static SQLiteConfig config(int cacheKb) {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.READWRITE);
        config.setOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-cacheKb);
        // Otherwise the driver reads the row id after each insert, which costs a statement.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + path);
    }

    Fault fault(Throwable error) {
        return Faults.of(path, error);
    }
}
