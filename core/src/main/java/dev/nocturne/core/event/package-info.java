/** Immutable facts: what a session's log consists of, and how their payloads look as JSON. */
@NullMarked
package dev.nocturne.core.event;

import org.jspecify.annotations.NullMarked;
