package dev.nocturne.llm.agent;

import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.llm.model.ToolSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool that a model may call. Safe for any number of threads. */
public interface Tool {
    ToolSpec spec();

    /**
     * Reads the arguments of a call without executing it.
     *
     * @throws WrongArguments if they are wrong, with a message for the model
     */
    Prepared prepare(ObjectNode arguments) throws WrongArguments;

    /** What a call changes. */
    enum Effect {
        /** Nothing: it may start before the answer is complete, and may be repeated. */
        READS,
        /**
         * Something outside of the session: it starts after the answer is recorded, and is never
         * repeated blindly.
         */
        CHANGES,
        /** Only the state of the run: it is not logged as a tool call, and may be repeated. */
        LOCAL
    }

    /**
     * A call that is ready to be executed.
     *
     * @param agent name of the agent in the log
     * @param query the question or action, for people
     * @param effect what the call changes
     * @param timeout limit of the call; null for the default
     * @param approval the approval to request first; null for none
     * @param work executes the call
     */
    record Prepared(
            String agent,
            String query,
            Effect effect,
            @Nullable Duration timeout,
            @Nullable Approval approval,
            Work work) {
        /** Creates a call that only reads. */
        public static Prepared reading(String agent, String query, Work work) {
            return new Prepared(agent, query, Effect.READS, null, null, work);
        }
    }

    /** Executes a call. */
    @FunctionalInterface
    interface Work {
        /** {@code key}: identifies the call within its turn, also in a resumed run. */
        ToolResult run(String key) throws ToolFailure, InterruptedException;
    }
}
