/** The figures, one class each. */
@NullMarked
package dev.nocturne.bench.figure;

import org.jspecify.annotations.NullMarked;
