/** From signals and dependencies to hypotheses and a verdict. */
@NullMarked
package dev.nocturne.investigator.cause;

import org.jspecify.annotations.NullMarked;
