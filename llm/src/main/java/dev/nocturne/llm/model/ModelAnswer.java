package dev.nocturne.llm.model;

import java.util.List;

/**
 * A model's whole answer.
 *
 * @param text what it said; empty when it only asked for tools
 * @param reasoning what it thought, where the provider shows that; never part of an answer
 * @param calls the tools it asks for, in its order
 */
public record ModelAnswer(
        String text, String reasoning, List<ToolRequest> calls, FinishReason finish, Usage usage) {
    public ModelAnswer {
        calls = List.copyOf(calls);
    }

    /** As the next message of the conversation. */
    public Message.Answered message() {
        return new Message.Answered(text, calls);
    }
}
