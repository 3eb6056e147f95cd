package dev.nocturne.stores.sqlite;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Translates SQLite's errors into faults with a sentence for users. */
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
     * Whether the disk, the file or the memory caused the error and not a single write, so that all
     * writes of the batch have failed.
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

    /**
     * Whether a commit that failed with this error may be in the file: if the disk failed after the
     * commit was written and before it was synced, a recovery of the WAL would find it. A full or
     * read-only disk fails before that.
     */
    static boolean mayBeStored(Throwable error) {
        return primary(error) == SQLiteErrorCode.SQLITE_IOERR;
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

    /** The fault for a read that takes too long, or a write that was withdrawn before it began. */
    static Fault late(Duration patience) {
        return of("The database did not answer within " + patience.toSeconds() + " s.");
    }

    /** The fault for a write that has begun and whose outcome is unknown. */
    static Fault doubtful(String why) {
        return new Fault(
                ErrorCode.STORE_DOUBTFUL,
                why
                        + " The write may or may not have been stored: repeat it with the same"
                        + " Idempotency-Key, or read the session.");
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
                            + " cannot be opened. Check that its folder exists and is writable,"
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
