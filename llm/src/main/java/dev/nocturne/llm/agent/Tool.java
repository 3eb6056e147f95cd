package dev.nocturne.llm.agent;

import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.llm.model.ToolSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool a model may ask for. Safe for any number of threads. */
public interface Tool {
    ToolSpec spec();

    /**
     * Reads the arguments, without doing anything yet.
     *
     * @throws WrongArguments with a message for the model that says what is expected
     */
    Prepared prepare(ObjectNode arguments) throws WrongArguments;

    /** What a call does. */
    enum Effect {
        /** Nothing: it may be begun before the model has ended its answer, and made again. */
        READS,
        /** Something in the world: never before it is asked for for good, never twice blindly. */
        CHANGES,
        /** Something in the run alone: it is no call in the log, and may be asked for again. */
        LOCAL
    }

    /**
     * A call that can be made.
     *
     * @param agent the name in the log
     * @param query what is asked, for people
     * @param effect what it does to the world
     * @param timeout of the call, null for the usual limit
     * @param approval to be asked for first, null for none
     * @param work the call itself
     */
    record Prepared(
            String agent,
            String query,
            Effect effect,
            @Nullable Duration timeout,
            @Nullable Approval approval,
            Work work) {
        /** A call that only reads. */
        public static Prepared reading(String agent, String query, Work work) {
            return new Prepared(agent, query, Effect.READS, null, null, work);
        }
    }

    /** Does what was asked. */
    @FunctionalInterface
    interface Work {
        /** {@code key}: identifies the call within its turn, also in a resumed run. */
        ToolResult run(String key) throws ToolFailure, InterruptedException;
    }
}
