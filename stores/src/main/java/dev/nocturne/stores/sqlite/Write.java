package dev.nocturne.stores.sqlite;

import java.sql.SQLException;

/**
 * A change within the writer's transaction. It may throw {@link IllegalStateException} only before
 * it has changed anything; the transaction then continues without it.
 */
@FunctionalInterface
interface Write<T> {
    T apply(Sql sql) throws SQLException;
}
