/** Read-only SQL over a pack's telemetry and topology. */
@NullMarked
package dev.nocturne.scenario.query;

import org.jspecify.annotations.NullMarked;
