/** What a pack's environment did: tables of timed rows with typed, time-bounded access. */
@NullMarked
package dev.nocturne.sources.pack.telemetry;

import org.jspecify.annotations.NullMarked;
