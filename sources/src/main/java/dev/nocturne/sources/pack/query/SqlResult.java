package dev.nocturne.sources.pack.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query came to. */
public sealed interface SqlResult {

    /**
     * A column of the answer.
     *
     * @param name as SQLite names it; made different with {@code _2} where the query names two
     *     columns alike
     */
    record Column(String name, Type type) {}

    /** What the cells of an answer's column are. */
    enum Type {
        /** {@link Long} */
        INTEGER,
        /** {@link Double}, or Long mixed with it */
        REAL,
        /** {@link String}, also where kinds are mixed */
        TEXT
    }

    /**
     * The answer.
     *
     * @param rows cells are {@link Long}, {@link Double}, {@link String} or null, always finite
     *     numbers
     * @param truncated whether anything was cut: rows left out, or a long cell shortened (it ends
     *     in …)
     */
    record Rows(List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated)
            implements SqlResult {
        public Rows {
            columns = List.copyOf(columns);
            List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
            rows.forEach(row -> copy.add(Collections.unmodifiableList(row)));
            rows = Collections.unmodifiableList(copy);
        }
    }

    /** Why there is no answer. */
    enum Reason {
        /** Not one SELECT or WITH statement, or it names something that is not for queries. */
        REFUSED,
        /** SQLite does not understand it, or a name is wrong. */
        WRONG_SQL,
        /** It was stopped at the time limit. */
        TIME_LIMIT,
        /** A value grew too large. */
        TOO_LARGE,
        /** Too many other queries run. */
        BUSY
    }

    /** The query was not answered. The message is a sentence for the author of the query. */
    record QueryFailed(Reason reason, String message) implements SqlResult {}
}
