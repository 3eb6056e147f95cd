/** Questions after the diagnosis. */
@NullMarked
package dev.nocturne.investigator.followup;

import org.jspecify.annotations.NullMarked;
