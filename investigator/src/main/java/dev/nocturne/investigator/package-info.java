/** The built-in deterministic root-cause investigator. */
@NullMarked
package dev.nocturne.investigator;

import org.jspecify.annotations.NullMarked;
