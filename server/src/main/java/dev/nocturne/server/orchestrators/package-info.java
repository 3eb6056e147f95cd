/** The orchestrators of the distribution, and what connects them. */
@NullMarked
package dev.nocturne.server.orchestrators;

import org.jspecify.annotations.NullMarked;
