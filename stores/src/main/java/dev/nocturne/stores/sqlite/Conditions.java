package dev.nocturne.stores.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows WHERE in a statement that is put together, and the values bound to it in order. */
final class Conditions {
    private final StringBuilder where = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Conditions and(String condition, Object... bound) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(List.of(bound));
        return this;
    }

    /** Nothing where the value is null. */
    Conditions equal(String column, @Nullable String value) {
        return value == null ? this : and(column + " = ?", value);
    }

    /** The values, and those that the rest of the statement has. */
    Object[] values(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all.toArray();
    }

    /** Begins with a space and WHERE, unless it is empty. */
    @Override
    public String toString() {
        return where.toString();
    }
}
