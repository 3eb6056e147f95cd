/** Checks a finished diagnosis again: from the session's own log, and against the environment. */
@NullMarked
package dev.nocturne.investigator.recheck;

import org.jspecify.annotations.NullMarked;
