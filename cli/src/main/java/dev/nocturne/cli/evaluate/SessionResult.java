package dev.nocturne.cli.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a session.
 *
 * @param session its id; empty when none was opened
 * @param verdict as the {@code diagnosis} event has it; empty when there was none
 * @param causes entities of its {@code root_causes}, the likeliest first
 * @param affected entities of its {@code affected}
 * @param answer the text for people
 * @param steps tool calls that ended
 * @param seconds from the request that opens the session to the end of its stream
 * @param tokens null where the run reported none
 * @param error why there is no diagnosis to compare; null when there is one
 */
public record SessionResult(
        String session,
        String verdict,
        List<String> causes,
        List<String> affected,
        String answer,
        int steps,
        double seconds,
        @Nullable Tokens tokens,
        @Nullable String error) {

    /** Tokens that models read and wrote, from {@code run.complete}. */
    public record Tokens(long input, long output) {
        long total() {
            return input + output;
        }
    }

    public SessionResult {
        causes = List.copyOf(causes);
        affected = List.copyOf(affected);
    }

    boolean hasFailed() {
        return error != null;
    }
}
