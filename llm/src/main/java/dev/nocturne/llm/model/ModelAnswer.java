package dev.nocturne.llm.model;

import java.util.List;

/**
 * A complete answer of a model.
 *
 * @param text the text; empty if the answer only calls tools
 * @param reasoning the model's reasoning, if the provider sends it; not shown to users
 * @param calls the requested tool calls, in the model's order
 */
public record ModelAnswer(
        String text, String reasoning, List<ToolRequest> calls, FinishReason finish, Usage usage) {
    public ModelAnswer {
        calls = List.copyOf(calls);
    }

    /** Converts the answer to the next message of the conversation. */
    public Message.Answer toMessage() {
        return new Message.Answer(text, calls);
    }
}
