/** Holds what an orchestrator says of a pack's alerts against what is right. */
@NullMarked
package dev.nocturne.cli.evaluate;

import org.jspecify.annotations.NullMarked;
