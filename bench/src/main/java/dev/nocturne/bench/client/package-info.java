/** The load client: one thread on non-blocking sockets that checks all it reads. */
@NullMarked
package dev.nocturne.bench.client;

import org.jspecify.annotations.NullMarked;
