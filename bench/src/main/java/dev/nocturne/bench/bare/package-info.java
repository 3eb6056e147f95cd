/** Minimal servers to compare with. */
@NullMarked
package dev.nocturne.bench.bare;

import org.jspecify.annotations.NullMarked;
