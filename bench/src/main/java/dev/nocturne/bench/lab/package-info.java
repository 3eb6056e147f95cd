/** The interface of figures, and the tools to measure them. */
@NullMarked
package dev.nocturne.bench.lab;

import org.jspecify.annotations.NullMarked;
