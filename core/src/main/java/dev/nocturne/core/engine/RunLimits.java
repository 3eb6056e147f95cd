package dev.nocturne.core.engine;

import java.time.Duration;

/**
 * What one run may use.
 *
 * @param toolCalls most tool calls of a turn; a run that makes more goes round in circles
 * @param toolTimeout of a call that sets none of its own
 * @param pace a pause within each tool call, between its start and its work, for demonstrations;
 *     none by default
 */
public record RunLimits(int toolCalls, Duration toolTimeout, Duration pace) {
    /**
     * Most steps of a turn, over all its calls: five for each of two hundred calls, and an event
     * log that can still be read.
     */
    public static final int MOST_STEPS = 1_000;

    public static final RunLimits DEFAULT =
            new RunLimits(200, Duration.ofMinutes(2), Duration.ZERO);

    public RunLimits withPace(Duration pause) {
        return new RunLimits(toolCalls, toolTimeout, pause);
    }
}
