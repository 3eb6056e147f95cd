package dev.nocturne.llm.agent;

import java.time.Duration;

/**
 * What a turn may use before it has to answer with what it has, and how long things may take.
 *
 * @param modelCalls answers of models in a turn, those of specialists among them: a run that needs
 *     more goes round in circles
 * @param tokens read and written in a turn, all models together
 * @param dollars a turn may cost; counts only for models with a price; infinite for no limit
 * @param contextTokens of one conversation sent to a model
 * @param outputTokens a model may write in one answer
 * @param modelTimeout of one model call
 * @param specialistTimeout of one call of a specialist, its own model calls included
 * @param turnTime after which no more tools are offered and the model has to answer
 * @param parallelCalls tool calls of one model answer that run at once; more wait
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
    /** Fits a model of 128 k tokens, and a turn of 15 minutes with time left for its answer. */
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
