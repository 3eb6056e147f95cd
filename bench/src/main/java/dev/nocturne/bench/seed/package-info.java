/** Large databases and packs, made quickly. */
@NullMarked
package dev.nocturne.bench.seed;

import org.jspecify.annotations.NullMarked;
