package dev.nocturne.core.run;

/**
 * The work of a tool call. It runs on its own virtual thread, which is interrupted by a cancel and
 * by time limits.
 */
@FunctionalInterface
public interface ToolBody {
    /**
     * Does the work and returns its result.
     *
     * @throws ToolFailure if the tool has no result, with a reason for the user and the
     *     orchestrator
     */
    ToolResult call() throws InterruptedException, ToolFailure;
}
