/** The load client: one thread over non-blocking sockets, which checks all it reads. */
@NullMarked
package dev.nocturne.bench.client;

import org.jspecify.annotations.NullMarked;
