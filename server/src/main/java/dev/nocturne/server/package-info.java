/** HTTP, SSE, authentication, configuration and wiring. */
@NullMarked
package dev.nocturne.server;

import org.jspecify.annotations.NullMarked;
