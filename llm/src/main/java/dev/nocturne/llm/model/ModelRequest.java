package dev.nocturne.llm.model;

import java.time.Duration;
import java.util.List;

/**
 * A request to a model.
 *
 * @param key identifies the call within its session, also in a resumed run: for example {@code m1}
 *     and {@code m1.c2/3} in the first turn, {@code t<turn>.m1} in later ones; not sent to the
 *     provider
 * @param messages the instructions first, then the conversation
 * @param tools the tools described to the model, which include all that the conversation has calls
 *     of
 * @param toolsAllowed whether the model may call tools in this answer
 * @param maxOutputTokens limit of the answer
 * @param timeout limit of the whole call
 */
public record ModelRequest(
        String key,
        List<Message> messages,
        List<ToolSpec> tools,
        boolean toolsAllowed,
        int maxOutputTokens,
        Duration timeout) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
