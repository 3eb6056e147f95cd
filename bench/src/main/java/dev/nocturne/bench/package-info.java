/** The command that runs the benchmarks and reports them. */
@NullMarked
package dev.nocturne.bench;

import org.jspecify.annotations.NullMarked;
