package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Instant;

/**
 * A position in the list of sessions, which is ordered by creation time, newest first, then by id,
 * descending.
 */
public record PageKey(Instant createdAt, SessionId session) {}
