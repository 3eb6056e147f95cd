/** Tests of what reads the servers' answers. */
@NullMarked
package dev.nocturne.bench.client;

import org.jspecify.annotations.NullMarked;
