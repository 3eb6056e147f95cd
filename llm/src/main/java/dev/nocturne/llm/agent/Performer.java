package dev.nocturne.llm.agent;

import dev.nocturne.core.run.ToolOutcome;

/** Makes an agent's tool calls, which the log records, and formats their results for the model. */
public interface Performer {
    /**
     * Makes the call.
     *
     * @param key identifies it within its turn
     * @param reasoning what the model said before it, empty for nothing
     */
    ToolOutcome perform(String key, Tool.Prepared call, String reasoning)
            throws InterruptedException;

    /**
     * The result as the model gets it.
     *
     * @param key as it was made under
     */
    String reply(String key, Tool.Prepared call, ToolOutcome outcome);
}
