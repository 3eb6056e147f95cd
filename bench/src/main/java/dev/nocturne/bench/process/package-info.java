/** Servers as processes of their own, and what the system says of them. */
@NullMarked
package dev.nocturne.bench.process;

import org.jspecify.annotations.NullMarked;
