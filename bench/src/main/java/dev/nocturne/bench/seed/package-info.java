/** Generators of large databases and packs. */
@NullMarked
package dev.nocturne.bench.seed;

import org.jspecify.annotations.NullMarked;
