package dev.nocturne.core.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events we know say. JSON names are the components' in snake case; absent means null. An
 * event that is not known, or whose data has not the known shape, is a {@link Custom} and kept
 * exactly as it is.
 */
public sealed interface Payload {
    /** The event name on the wire. */
    String event();

    /** A turn begins: what the user said. */
    record UserMessage(String text) implements Payload {
        @Override
        public String event() {
            return "user_message";
        }
    }

    /**
     * An orchestrator is set to work on the turn.
     *
     * @param owner whose session it is, so that the log alone tells
     */
    record RunStart(
            String runId,
            String alert,
            Instant timestamp,
            @Nullable String scenario,
            @Nullable String orchestrator,
            @Nullable String owner)
            implements Payload {
        @Override
        public String event() {
            return "run.start";
        }
    }

    /** The orchestrator's thread exists or is reused. */
    record SessionCreated(String sessionId, String threadId) implements Payload {
        @Override
        public String event() {
            return "session.created";
        }
    }

    /**
     * A call of a specialist or tool begins.
     *
     * @param step counts through a turn from 1; given by the writer, 0 until then
     * @param query at most 500 characters
     * @param key the journal key by which a resumed run finds the call again
     * @param sideEffect true when the call changes the world and must not be repeated blindly
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

        /** The same call as step {@code number} of its turn. */
        public ToolCallStart withStep(int number) {
            return new ToolCallStart(
                    id, number, agent, query, timestamp, reasoning, key, sideEffect);
        }
    }

    /**
     * A call ended, well or not ({@code error} true, {@code response} then {@code FAILED: [code]
     * message}).
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

        /** The same result as step {@code number} of its turn. */
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
     * @param index of the step in its call, from 0; the same when it begins and when it ends
     * @param agent the tool that makes the step
     * @param resultSummary the beginning of what it found, or why it failed
     * @param duration such as {@code 12.3s}, at its end
     * @param key the journal key by which a resumed run finds the step again, when it begins
     * @param sideEffect true when the step changes the world and must not be repeated blindly
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
     * A call waits until a person decides, or until it expires, which counts as a no.
     *
     * @param call id of the open call
     * @param tool what would be done, by its name on the wire
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
     * An approval waits no more.
     *
     * @param decision {@code approve} or {@code deny}
     * @param by name of the owner who decided, {@link #EXPIRY} or {@link #TURN_END}
     */
    record ApprovalResolved(
            String id, String decision, String by, @Nullable String note, Instant timestamp)
            implements Payload {
        public static final String APPROVE = "approve";
        public static final String DENY = "deny";

        /** Nobody decided in time. */
        public static final String EXPIRY = "expiry";

        /** The turn ended before anybody decided. */
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
     * Information on the way: retrying, cancelling, resumed.
     *
     * @param stop of a resumed turn: why its run was cut off
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

    /** Any other event, and any whose data is not what its name promises. */
    record Custom(String event, ObjectNode data) implements Payload {}
}
