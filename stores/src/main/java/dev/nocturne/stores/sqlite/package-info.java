/**
 * The default store: one SQLite file in WAL mode, one writer thread with group commit, readers of
 * their own. {@code docs/adr/0002-sqlite-store.md} says why.
 */
@NullMarked
package dev.nocturne.stores.sqlite;

import org.jspecify.annotations.NullMarked;
