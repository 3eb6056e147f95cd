/** Blast radius: who suffers, what it costs, which backups share the risk. */
@NullMarked
package dev.nocturne.investigator.impact;

import org.jspecify.annotations.NullMarked;
