/** How reports and answers put names, numbers, times and lists into words. */
@NullMarked
package dev.nocturne.investigator.wording;

import org.jspecify.annotations.NullMarked;
