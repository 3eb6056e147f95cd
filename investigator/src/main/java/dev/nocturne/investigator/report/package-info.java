/** The answer for people and the diagnosis for machines. */
@NullMarked
package dev.nocturne.investigator.report;

import org.jspecify.annotations.NullMarked;
