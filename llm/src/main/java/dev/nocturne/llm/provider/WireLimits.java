package dev.nocturne.llm.provider;

import java.time.Duration;

/**
 * What a connection to a provider may take.
 *
 * @param connect until a connection is established
 * @param idle between two bytes of an answer
 * @param bodyBytes of an answer: some hundred times the longest one a model writes
 * @param lineBytes of one line of a stream; servers that do not cut tool calls send them whole
 * @param errorBytes read of an answer that is an error
 */
record WireLimits(Duration connect, Duration idle, long bodyBytes, int lineBytes, int errorBytes) {
    /** Models that think before they write are silent for a minute and more. */
    static final WireLimits DEFAULT =
            new WireLimits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(90),
                    AnswerBudget.MAX_ANSWER_BYTES,
                    2 << 20,
                    64 << 10);
}
