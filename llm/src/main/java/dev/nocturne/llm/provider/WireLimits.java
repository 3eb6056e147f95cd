package dev.nocturne.llm.provider;

import java.time.Duration;

/**
 * The limits of a connection to a provider.
 *
 * @param connect time to establish a connection
 * @param idle time without any byte of an answer
 * @param bodyBytes size of an answer; some hundred times the longest that models write
 * @param lineBytes size of one line of a stream, which may contain a whole tool call
 * @param errorBytes bytes that are read of an error
 */
record WireLimits(Duration connect, Duration idle, long bodyBytes, int lineBytes, int errorBytes) {
    /** Reasoning models may send nothing for more than a minute before they write. */
    static final WireLimits DEFAULT =
            new WireLimits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(90),
                    AnswerBudget.MAX_ANSWER_BYTES,
                    2 << 20,
                    64 << 10);
}
