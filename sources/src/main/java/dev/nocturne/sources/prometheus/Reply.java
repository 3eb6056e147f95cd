package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Answer;
import java.util.List;

/** What a request to the API came to. */
sealed interface Reply<T> {
    /**
     * An answer.
     *
     * @param warnings why it may be incomplete, in the server's words
     */
    record Found<T>(T value, List<String> warnings) implements Reply<T> {
        public Found {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * None.
     *
     * @param message a clause for users: "it did not answer within 10 s"
     */
    record Failed<T>(Answer.Reason reason, String message) implements Reply<T> {}
}
