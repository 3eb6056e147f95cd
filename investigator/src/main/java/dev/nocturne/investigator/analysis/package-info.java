/** Thinking: what follows from an alert and a snapshot, without asking anything. */
@NullMarked
package dev.nocturne.investigator.analysis;

import org.jspecify.annotations.NullMarked;
