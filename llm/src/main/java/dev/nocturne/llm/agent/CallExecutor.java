package dev.nocturne.llm.agent;

import dev.nocturne.core.run.ToolOutcome;

/** Executes an agent's tool calls, which the log records, and formats their results. */
public interface CallExecutor {
    /**
     * Executes a call.
     *
     * @param key identifies it within its turn
     * @param reasoning the model's text before the call; may be empty
     */
    ToolOutcome execute(String key, Tool.Prepared call, String reasoning)
            throws InterruptedException;

    /**
     * Formats the result for the model.
     *
     * @param key the key with which the call was executed
     */
    String format(String key, Tool.Prepared call, ToolOutcome outcome);
}
