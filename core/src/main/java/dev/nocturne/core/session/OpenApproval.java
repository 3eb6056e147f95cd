package dev.nocturne.core.session;

import java.time.Instant;

/**
 * An approval that waits for a decision.
 *
 * @param call id of the open tool call that waits
 * @param tool what would be done, by its name on the wire
 * @param arguments a JSON object as text
 * @param since when it was asked for
 */
public record OpenApproval(
        String id, String call, String tool, String arguments, Instant since, Instant expiresAt) {}
