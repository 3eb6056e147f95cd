/** Asks the environment what an investigation needs to know, until nothing more helps. */
@NullMarked
package dev.nocturne.investigator.gather;

import org.jspecify.annotations.NullMarked;
