/** Tests of what reads the servers' answers. */
@NullMarked
package dev.nocturne.bench.process;

import org.jspecify.annotations.NullMarked;
