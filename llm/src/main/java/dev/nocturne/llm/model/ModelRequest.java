package dev.nocturne.llm.model;

import java.time.Duration;
import java.util.List;

/**
 * What a model is asked.
 *
 * @param key identifies the call within its session, the same in a resumed run: {@code m1} and
 *     {@code m1.c2/3} in the first turn, {@code t<turn>.m1} and so on in later ones; it is not sent
 *     to the provider
 * @param messages the instructions first, then the conversation
 * @param tools described to the model; those of earlier calls in the conversation must be among
 *     them
 * @param toolsAllowed whether it may ask for tools now
 * @param maxOutputTokens it may write
 * @param timeout of the whole call
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
