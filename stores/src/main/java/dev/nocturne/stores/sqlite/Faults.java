package dev.nocturne.stores.sqlite;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's errors mean for a person. */
final class Faults {
    /** The low byte of an extended result code is the primary one (sqlite.org/rescode.html). */
    private static final int PRIMARY = 0xff;

    private Faults() {}

    private static SQLiteErrorCode primary(Throwable error) {
        if (error instanceof SQLiteException sqlite) {
            return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY);
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /**
     * Whether the world is at fault (disk, file, memory) and not the one write that met the error:
     * then every write of its batch is doubtful.
     */
    static boolean isOfTheWorld(Throwable error) {
        return switch (primary(error)) {
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_READONLY,
                    SQLITE_CORRUPT,
                    SQLITE_NOTADB,
                    SQLITE_CANTOPEN,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_PERM,
                    SQLITE_PROTOCOL,
                    SQLITE_NOMEM ->
                    true;
            default -> false;
        };
    }

    static boolean isDamage(Throwable error) {
        SQLiteErrorCode code = primary(error);
        return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
    }

    static Fault of(Path file, Throwable error) {
        return new Fault(ErrorCode.STORE_UNAVAILABLE, sentence(file, primary(error)), error);
    }

    static Fault of(String sentence) {
        return new Fault(ErrorCode.STORE_UNAVAILABLE, sentence);
    }

    static Fault of(String sentence, Throwable cause) {
        return new Fault(ErrorCode.STORE_UNAVAILABLE, sentence, cause);
    }

    private static String sentence(Path file, SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_FULL ->
                    "The disk is full: "
                            + file
                            + " cannot grow. Free some space; nothing stored is lost.";
            case SQLITE_READONLY, SQLITE_PERM ->
                    file + " cannot be written: the file, its folder or its disk is read-only.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file);
            case SQLITE_CANTOPEN ->
                    file
                            + " cannot be opened. Check that its folder exists and may be written,"
                            + " and that the process may open more files (ulimit -n).";
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                    file + " is locked by another program.";
            case SQLITE_NOMEM -> "There is not enough memory to work on " + file + ".";
            case SQLITE_IOERR -> "The disk failed to read or write " + file + ".";
            default -> "The database " + file + " refused the work.";
        };
    }

    static String damaged(Path file) {
        return file + " is damaged. Stop the server, keep a copy, and restore a backup.";
    }
}
