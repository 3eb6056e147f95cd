package dev.nocturne.core.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A tool call to make.
 *
 * @param key identifies the call within its turn; the same in a resumed run
 * @param agent the name of the specialist or tool
 * @param query the question, for users; cut to 500 characters in the start event
 * @param reasoning one line on why the call is made, or null
 * @param sideEffect whether the call changes something outside the session
 * @param timeout the time limit, after which the call ends as {@code tool_timeout} and the run
 *     continues; null for the configured limit. Waiting for an approval does not count
 * @param approval the approval that is needed before the body runs, or null. If a person denies it,
 *     the call fails as {@code approval_denied} with the person's note; without a decision in time,
 *     it fails as {@code approval_expired}. Steps cannot have one.
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
