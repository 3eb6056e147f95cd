/**
 * The default store: one SQLite file in WAL mode, one writer thread with group commit, and separate
 * reader threads. See {@code docs/adr/0002-sqlite-store.md}.
 */
@NullMarked
package dev.nocturne.stores.sqlite;

import org.jspecify.annotations.NullMarked;
