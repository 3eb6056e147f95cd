/** References within this process: a file, a database, the store and the engine. */
@NullMarked
package dev.nocturne.bench.reference;

import org.jspecify.annotations.NullMarked;
