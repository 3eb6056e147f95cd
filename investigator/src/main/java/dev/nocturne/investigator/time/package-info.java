/** Times as people and monitors write them in the midst of a text. */
@NullMarked
package dev.nocturne.investigator.time;

import org.jspecify.annotations.NullMarked;
