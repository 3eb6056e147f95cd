/** The orchestrator SPI: what a run may see and do, and the journal of its tool calls. */
@NullMarked
package dev.nocturne.core.run;

import org.jspecify.annotations.NullMarked;
