/** A pack as an environment: answers questions about its topology, telemetry and documents. */
@NullMarked
package dev.nocturne.sources.pack.answer;

import org.jspecify.annotations.NullMarked;
