/** Alarms as monitoring raises them, and what their words say. */
@NullMarked
package dev.nocturne.environment.alarm;

import org.jspecify.annotations.NullMarked;
