package dev.nocturne.core.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A tool call to make.
 *
 * @param key identifies the call within its turn; the same in a resumed run
 * @param agent the specialist or tool, by its name on the wire
 * @param query what is asked, for people; cut to 500 characters in the start event
 * @param reasoning one line on why, or null
 * @param sideEffect whether it changes the world
 * @param timeout after which the call ends as {@code tool_timeout} and the run goes on; null for
 *     the configured limit. Waiting for an approval does not count
 * @param approval what a person is asked before the body runs, or null. Where that person says no,
 *     the call fails as {@code approval_denied}, with the person's note; where nobody says anything
 *     in time, as {@code approval_expired}. Steps cannot have one.
 */
public record ToolCall(
        String key,
        String agent,
        String query,
        @Nullable String reasoning,
        boolean sideEffect,
        @Nullable Duration timeout,
        @Nullable Approval approval) {
    public ToolCall(String key, String agent, String query, @Nullable String reasoning) {
        this(key, agent, query, reasoning, false, null, null);
    }
}
