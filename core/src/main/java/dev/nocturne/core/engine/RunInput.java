package dev.nocturne.core.engine;

import dev.nocturne.core.SessionId;

/**
 * The input of a run.
 *
 * @param turnStart seq the seq of the turn's {@code user_message}
 * @param resumed whether an earlier attempt was cut off
 */
public record RunInput(
        SessionId session,
        String runId,
        String environment,
        int turn,
        long turnStart,
        boolean resumed) {}
