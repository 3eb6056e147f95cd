/** Which entity needs which, read from a topology whose relation names are not known beforehand. */
@NullMarked
package dev.nocturne.investigator.dependency;

import org.jspecify.annotations.NullMarked;
