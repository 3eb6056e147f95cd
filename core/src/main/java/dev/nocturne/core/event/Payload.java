package dev.nocturne.core.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The data of known events. JSON names are the component names in snake case; an absent field is
 * null. An event with another name, or with data of another shape, is a {@link Custom} and is kept
 * unchanged.
 */
public sealed interface Payload {
    /** The event name on the wire. */
    String event();

    /** A turn begins with a message of the user. */
    record UserMessage(String text) implements Payload {
        @Override
        public String event() {
            return "user_message";
        }
    }

    /**
     * An orchestrator starts to work on the turn.
     *
     * @param owner the session's owner, so that the log alone identifies it
     * @param environment what the session asks about; {@code scenario} in logs of earlier versions
     */
    record RunStart(
            String runId,
            String alert,
            Instant timestamp,
            @JsonAlias("scenario") @Nullable String environment,
            @Nullable String orchestrator,
            @Nullable String owner)
            implements Payload {
        @Override
        public String event() {
            return "run.start";
        }
    }

    /** The orchestrator's thread was created or is reused. */
    record SessionCreated(String sessionId, String threadId) implements Payload {
        @Override
        public String event() {
            return "session.created";
        }
    }

    /**
     * A call of a specialist or tool begins.
     *
     * @param step the number of the call in its turn, from 1; 0 until the writer sets it
     * @param query at most 500 characters
     * @param key the journal key by which a resumed run finds the call
     * @param sideEffect true if the call has effects outside the session, so that it must not be
     *     repeated blindly
     */
    record ToolCallStart(
            String id,
            int step,
            String agent,
            String query,
            Instant timestamp,
            @Nullable String reasoning,
            @Nullable String key,
            @Nullable Boolean sideEffect)
            implements Payload {
        @Override
        public String event() {
            return "tool_call.start";
        }

        /** This call with its number in the turn. */
        public ToolCallStart withStep(int number) {
            return new ToolCallStart(
                    id, number, agent, query, timestamp, reasoning, key, sideEffect);
        }
    }

    /**
     * A call ended. If it failed, {@code error} is true and {@code response} is {@code FAILED:
     * [code] message}.
     *
     * @param duration such as {@code 12.3s}
     */
    record ToolCallComplete(
            String id,
            int step,
            String agent,
            String duration,
            String query,
            String response,
            Instant timestamp,
            @Nullable Boolean error,
            @Nullable List<Visualization> visualizations,
            @Nullable List<SubStep> subSteps,
            @Nullable String reasoning,
            @JsonProperty("is_action") @Nullable Boolean isAction,
            @Nullable JsonNode action)
            implements Payload {
        @Override
        public String event() {
            return "tool_call.complete";
        }

        /** This result with the call's number in the turn. */
        public ToolCallComplete withStep(int number) {
            return new ToolCallComplete(
                    id,
                    number,
                    agent,
                    duration,
                    query,
                    response,
                    timestamp,
                    error,
                    visualizations,
                    subSteps,
                    reasoning,
                    isAction,
                    action);
        }
    }

    /**
     * A step within an open call begins ({@code running}) or ends ({@code done}, {@code failed}).
     *
     * @param id of the open call
     * @param index the index of the step in its call, from 0; the same in both events
     * @param agent the tool that makes the step
     * @param resultSummary the beginning of the result, or why the step failed
     * @param duration such as {@code 12.3s}; only in the event that ends the step
     * @param key the journal key by which a resumed run finds the step; only in the event that
     *     begins it
     * @param sideEffect true if the step has effects outside the session, so that it must not be
     *     repeated blindly
     */
    record ToolCallProgress(
            String id,
            @JsonProperty(required = true) int index,
            String agent,
            String query,
            String status,
            Instant timestamp,
            @Nullable String resultSummary,
            @Nullable String duration,
            @Nullable String key,
            @Nullable Boolean sideEffect)
            implements Payload {
        public static final String RUNNING = "running";
        public static final String DONE = "done";
        public static final String FAILED = "failed";

        @Override
        public String event() {
            return "tool_call.progress";
        }
    }

    /**
     * A call waits until a person decides or the approval expires, which counts as denied.
     *
     * @param call id of the open call
     * @param tool the name of the tool that waits
     */
    record ApprovalRequested(
            String id,
            String call,
            String tool,
            ObjectNode arguments,
            Instant timestamp,
            Instant expiresAt)
            implements Payload {
        @Override
        public String event() {
            return "approval.requested";
        }
    }

    /**
     * An approval was decided or expired, or its turn ended.
     *
     * @param decision {@code approve} or {@code deny}
     * @param by the owner who decided, {@link #EXPIRY} or {@link #TURN_END}
     */
    record ApprovalResolved(
            String id, String decision, String by, @Nullable String note, Instant timestamp)
            implements Payload {
        public static final String APPROVE = "approve";
        public static final String DENY = "deny";

        /** The approval expired without a decision. */
        public static final String EXPIRY = "expiry";

        /** The turn ended before a decision. */
        public static final String TURN_END = "turn_end";

        @Override
        public String event() {
            return "approval.resolved";
        }

        public boolean approved() {
            return decision.equals(APPROVE);
        }
    }

    record MessageStart(String id) implements Payload {
        @Override
        public String event() {
            return "message.start";
        }
    }

    record MessageDelta(String id, String text) implements Payload {
        @Override
        public String event() {
            return "message.delta";
        }
    }

    record MessageComplete(String id, String text) implements Payload {
        @Override
        public String event() {
            return "message.complete";
        }
    }

    /** The turn succeeded. {@code time} such as {@code 34.5s}. */
    record RunComplete(int steps, String time, @Nullable JsonNode tokens) implements Payload {
        @Override
        public String event() {
            return "run.complete";
        }
    }

    /** The turn failed or was cancelled. */
    record RunError(String message, @Nullable String code, @Nullable Boolean recoverable)
            implements Payload {
        @Override
        public String event() {
            return "error";
        }
    }

    /**
     * A note on the progress of the turn, such as retrying, cancelling or resumed.
     *
     * @param stop why the run of a resumed turn was cut off; else null
     */
    record StatusNote(String message, @Nullable String status, @Nullable String stop)
            implements Payload {
        public StatusNote(String message, @Nullable String status) {
            this(message, status, null);
        }

        @Override
        public String event() {
            return "status";
        }
    }

    /** An event with another name, or with data of another shape. */
    record Custom(String event, ObjectNode data) implements Payload {}
}
