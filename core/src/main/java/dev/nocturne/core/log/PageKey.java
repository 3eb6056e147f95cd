package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Instant;

/** A place in the list of sessions, newest first by creation, ties by id descending. */
public record PageKey(Instant createdAt, SessionId session) {}
