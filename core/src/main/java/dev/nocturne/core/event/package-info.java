/** The immutable events of a session's log, and the JSON of their payloads. */
@NullMarked
package dev.nocturne.core.event;

import org.jspecify.annotations.NullMarked;
