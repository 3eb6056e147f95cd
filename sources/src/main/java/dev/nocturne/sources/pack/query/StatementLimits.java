package dev.nocturne.sources.pack.query;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Limits of SQLite for queries, set on each connection. Together they bound how long one operation
 * can take and what one statement can hold; see ADR 16.
 */
final class StatementLimits {

    /**
     * A text, a blob or a row: no operation on values of this size takes longer than some 0.1 s.
     */
    private static final int MIN_VALUE_BYTES = 64 * 1024;

    /** Bytes of a character in UTF-8, at most (a Java char never needs more). */
    private static final int BYTES_PER_CHAR = 3;

    /** The numbers of a row with 1,000 columns, and its header. */
    private static final int ROW_OVERHEAD = 20_000;

    /** Columns of a table may be 1,000, and our time column. */
    private static final int COLUMNS = 1_100;

    private static final int EXPRESSION_DEPTH = 250;

    /** A relation to that many labels is a view of so many parts. */
    private static final int COMPOUND_SELECT = 300;

    /** Operations of a compiled statement; large queries have some thousand. */
    private static final int OPERATIONS = 25_000;

    private static final int FUNCTION_ARGUMENTS = 60;

    /** Matching takes as long as the text is, times this. */
    private static final int LIKE_PATTERN = 256;

    private StatementLimits() {}

    /**
     * @param widestRow characters of the longest row that the tables hold
     */
    static void set(SQLiteConnection connection, int widestRow) throws SQLException {
        int value = Math.max(MIN_VALUE_BYTES, BYTES_PER_CHAR * widestRow + ROW_OVERHEAD);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, value);
        connection.setLimit(
                SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, BYTES_PER_CHAR * SqlGate.MAX_CHARS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, COLUMNS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, EXPRESSION_DEPTH);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, COMPOUND_SELECT);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, OPERATIONS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, FUNCTION_ARGUMENTS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LIKE_PATTERN);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
    }
}
