/** Compares an orchestrator's diagnoses of a pack's alerts with the expected ones. */
@NullMarked
package dev.nocturne.cli.evaluate;

import org.jspecify.annotations.NullMarked;
