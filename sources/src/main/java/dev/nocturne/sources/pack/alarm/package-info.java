/** Which tables of a pack hold alarms, and how to read them. */
@NullMarked
package dev.nocturne.sources.pack.alarm;

import org.jspecify.annotations.NullMarked;
