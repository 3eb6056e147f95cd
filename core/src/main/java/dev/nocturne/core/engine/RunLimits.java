package dev.nocturne.core.engine;

import java.time.Duration;

/**
 * The limits of a run.
 *
 * @param toolCalls the most tool calls of a turn; a run that makes more is probably in a loop
 * @param toolTimeout the time limit of a call that sets none of its own
 * @param pace a pause within each tool call, between its start and its work, for demonstrations;
 *     none by default
 */
public record RunLimits(int toolCalls, Duration toolTimeout, Duration pace) {
    /**
     * The most steps of a turn, in all its calls: five for each of two hundred calls, and the log
     * stays readable.
     */
    public static final int MOST_STEPS = 1_000;

    public static final RunLimits DEFAULT =
            new RunLimits(200, Duration.ofMinutes(2), Duration.ZERO);

    public RunLimits withPace(Duration pause) {
        return new RunLimits(toolCalls, toolTimeout, pause);
    }
}
