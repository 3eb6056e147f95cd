/** The orchestrator SPI: what a run can see and do. */
@NullMarked
package dev.nocturne.core.run;

import org.jspecify.annotations.NullMarked;
