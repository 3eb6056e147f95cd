package dev.nocturne.llm.model;

import java.util.List;

/** One message of a conversation with a model. */
public sealed interface Message {
    /** The instructions to the model; the first message of a conversation. */
    record Instructions(String text) implements Message {}

    /** Text from the user, or from the orchestrator to a specialist. */
    record Input(String text) implements Message {}

    /**
     * An answer of the model.
     *
     * @param text empty if the answer only calls tools
     */
    record Answer(String text, List<ToolRequest> calls) implements Message {
        public Answer {
            calls = List.copyOf(calls);
        }
    }

    /**
     * The result of a tool call.
     *
     * @param id id of the call
     * @param tool name of the tool
     * @param text the result as the model reads it
     */
    record ToolReply(String id, String tool, String text) implements Message {}
}
