/** What the benchmarks consist of: figures, their targets, the table and the JSON. */
@NullMarked
package dev.nocturne.bench;

import org.jspecify.annotations.NullMarked;
