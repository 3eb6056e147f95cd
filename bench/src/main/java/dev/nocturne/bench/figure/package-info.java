/** One class a figure of the table. */
@NullMarked
package dev.nocturne.bench.figure;

import org.jspecify.annotations.NullMarked;
