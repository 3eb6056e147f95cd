/** What alarms and metrics say: alarm histories, deviations from a baseline, trends. */
@NullMarked
package dev.nocturne.investigator.signal;

import org.jspecify.annotations.NullMarked;
