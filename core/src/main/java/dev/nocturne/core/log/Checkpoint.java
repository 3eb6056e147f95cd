package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Instant;

/**
 * The stored fold of a session's first {@code seq} events, with the columns that lists filter and
 * sort by. Only an optimisation: it follows from the log. A session at rest always has one for its
 * tail.
 *
 * @param owner who may see the session
 * @param status wire name of the session's status
 * @param createdAt UTC, millisecond precision, like all times that are stored
 * @param searchText what a list's {@code q} is looked for in, lower case, at most 1,024 characters
 * @param state the fold as JSON, opaque to the store
 */
public record Checkpoint(
        SessionId session,
        long seq,
        String owner,
        String environment,
        String status,
        Instant createdAt,
        Instant updatedAt,
        String searchText,
        String state) {}
