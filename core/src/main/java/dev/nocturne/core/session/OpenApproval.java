package dev.nocturne.core.session;

import java.time.Instant;

/**
 * An approval that waits for a decision.
 *
 * @param call id of the open tool call that waits
 * @param tool the name of the tool that waits
 * @param arguments a JSON object as text
 * @param since when the approval was requested
 */
public record OpenApproval(
        String id, String call, String tool, String arguments, Instant since, Instant expiresAt) {}
