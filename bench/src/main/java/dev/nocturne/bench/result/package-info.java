/** Measured values, what they are compared with, and whether they meet their targets. */
@NullMarked
package dev.nocturne.bench.result;

import org.jspecify.annotations.NullMarked;
