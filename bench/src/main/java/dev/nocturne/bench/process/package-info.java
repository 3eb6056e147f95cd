/** Servers as separate processes, and their CPU time, memory and connections. */
@NullMarked
package dev.nocturne.bench.process;

import org.jspecify.annotations.NullMarked;
