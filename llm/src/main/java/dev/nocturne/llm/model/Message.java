package dev.nocturne.llm.model;

import java.util.List;

/** One message of a conversation with a model. */
public sealed interface Message {
    /** What the model is and how it works here; first of a conversation. */
    record Instructions(String text) implements Message {}

    /** Input from outside: of the user, or of the orchestrator to a specialist. */
    record Said(String text) implements Message {}

    /**
     * What the model answered.
     *
     * @param text empty when it only asked for tools
     */
    record Answered(String text, List<ToolRequest> calls) implements Message {
        public Answered {
            calls = List.copyOf(calls);
        }
    }

    /**
     * The result of a tool call.
     *
     * @param id of the request it answers
     * @param tool its name
     * @param text for the model
     */
    record ToolReply(String id, String tool, String text) implements Message {}
}
