/** In-memory SQLite databases that many virtual threads may ask safely. */
@NullMarked
package dev.nocturne.sources.pack.sqlite;

import org.jspecify.annotations.NullMarked;
