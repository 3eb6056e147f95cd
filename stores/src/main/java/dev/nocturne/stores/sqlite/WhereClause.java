package dev.nocturne.stores.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WHERE clause of a statement under construction, with the values bound to it in order. */
final class WhereClause {
    private final StringBuilder where = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    WhereClause and(String condition, Object... bound) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(List.of(bound));
        return this;
    }

    /** Adds a condition unless the value is null. */
    WhereClause equal(String column, @Nullable String value) {
        return value == null ? this : and(column + " = ?", value);
    }

    /** The values of the clause, followed by those of the rest of the statement. */
    Object[] values(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all.toArray();
    }

    /** The clause with a leading space, or an empty text. */
    @Override
    public String toString() {
        return where.toString();
    }
}
