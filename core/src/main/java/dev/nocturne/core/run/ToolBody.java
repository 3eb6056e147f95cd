package dev.nocturne.core.run;

/**
 * The work of a tool call. Runs on a virtual thread of its own, which is interrupted by cancel and
 * time limits.
 */
@FunctionalInterface
public interface ToolBody {
    /**
     * Finds the answer.
     *
     * @throws ToolFailure when the tool cannot answer, with a reason for the user and the
     *     orchestrator
     */
    ToolResult call() throws InterruptedException, ToolFailure;
}
