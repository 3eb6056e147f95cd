/** Tests of what reads the servers' answers. */
@NullMarked
package dev.nocturne.bench.result;

import org.jspecify.annotations.NullMarked;
