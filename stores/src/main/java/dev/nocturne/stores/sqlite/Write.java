package dev.nocturne.stores.sqlite;

import java.sql.SQLException;

/**
 * One change, done inside the writer's transaction. It may throw {@link IllegalStateException} only
 * before it changed anything: then the others in the transaction go on without it.
 */
@FunctionalInterface
interface Write<T> {
    T apply(Sql sql) throws SQLException;
}
