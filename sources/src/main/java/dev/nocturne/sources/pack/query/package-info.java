/** Read-only SQL over a pack's telemetry and topology. */
@NullMarked
package dev.nocturne.sources.pack.query;

import org.jspecify.annotations.NullMarked;
