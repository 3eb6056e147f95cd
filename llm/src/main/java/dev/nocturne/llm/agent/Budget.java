package dev.nocturne.llm.agent;

import java.time.Duration;

/**
 * The limits of a turn. At a limit the model has to answer with what it has.
 *
 * @param modelCalls model calls of a turn, including those of specialists; a run that needs more is
 *     probably looping
 * @param tokens tokens that all models of a turn read and write
 * @param dollars cost of a turn, of models with a price; infinite for no limit
 * @param contextTokens tokens of one conversation sent to a model
 * @param outputTokens tokens that a model may write in one answer
 * @param modelTimeout limit of one model call
 * @param specialistTimeout limit of one call of a specialist, including its model calls
 * @param turnTime after this time no more tools are offered and the model has to answer
 * @param parallelCalls tool calls of one model answer that run at once; further calls wait
 */
public record Budget(
        int modelCalls,
        long tokens,
        double dollars,
        int contextTokens,
        int outputTokens,
        Duration modelTimeout,
        Duration specialistTimeout,
        Duration turnTime,
        int parallelCalls) {
    /**
     * Fits a model with a context of 128 k tokens, and leaves time for the answer in a turn of 15
     * min.
     */
    public static final Budget DEFAULT =
            new Budget(
                    60,
                    1_000_000,
                    Double.POSITIVE_INFINITY,
                    100_000,
                    8_192,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    8);
}
