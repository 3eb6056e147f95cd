package dev.nocturne.llm.agent;

import dev.nocturne.core.Text;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a conversation fit what a model reads. Tokens are estimated, on the safe side, as a third
 * of the UTF-8 bytes: models have tokenizers of their own, and three bytes a token is less than
 * English, JSON and ids come to with any of them. Old tool replies are shortened first, the oldest
 * first; then the model's own earlier words. Instructions and what a person said are never touched.
 */
public final class ContextWindow {
    private static final int BYTES_A_TOKEN = 3;

    /** Tokens a message takes beside its text. */
    private static final int MESSAGE_TOKENS = 8;

    /** Characters that stay of what is shortened: enough to know what it was about. */
    private static final int KEPT_CHARS = 400;

    /** The last messages are what the model works on now; they are shortened last. */
    private static final int RECENT = 6;

    private static final String NOTE = "\n[shortened: the conversation is long]";

    private ContextWindow() {}

    /** The conversation, shortened until it has at most so many tokens, or as far as it goes. */
    public static List<Message> fit(List<Message> conversation, int mostTokens) {
        List<Message> fitted = new ArrayList<>(conversation);
        int tokens = tokens(fitted);
        for (int protectedTail : new int[] {RECENT, 0}) {
            for (boolean replies : new boolean[] {true, false}) {
                for (int i = 0; i < fitted.size() - protectedTail && tokens > mostTokens; i++) {
                    Message message = fitted.get(i);
                    Message shorter = replies ? shorterReply(message) : shorterAnswer(message);
                    tokens += tokens(shorter) - tokens(message);
                    fitted.set(i, shorter);
                }
            }
        }
        return fitted;
    }

    private static Message shorterReply(Message message) {
        return message instanceof Message.ToolReply(String id, String tool, String text)
                ? new Message.ToolReply(id, tool, shorter(text))
                : message;
    }

    private static Message shorterAnswer(Message message) {
        return message instanceof Message.Answered(String text, List<ToolRequest> calls)
                ? new Message.Answered(shorter(text), calls)
                : message;
    }

    private static String shorter(String text) {
        return text.length() <= KEPT_CHARS + NOTE.length() || text.endsWith(NOTE)
                ? text
                : Text.cut(text, KEPT_CHARS) + NOTE;
    }

    /** About how many tokens these take. */
    public static int tokens(List<Message> messages) {
        return messages.stream().mapToInt(ContextWindow::tokens).sum();
    }

    /** About how many tokens the tools' descriptions take. */
    static int toolTokens(List<ToolSpec> tools) {
        return tools.stream()
                .mapToInt(t -> tokens(t.name() + t.description() + t.parameters()))
                .sum();
    }

    private static int tokens(Message message) {
        return MESSAGE_TOKENS
                + switch (message) {
                    case Message.Instructions(String text) -> tokens(text);
                    case Message.Said(String text) -> tokens(text);
                    case Message.Answered(String text, List<ToolRequest> calls) ->
                            tokens(text)
                                    + calls.stream()
                                            .mapToInt(c ->
                                                    MESSAGE_TOKENS
                                                            + tokens(c.name() + c.arguments()))
                                            .sum();
                    case Message.ToolReply(String id, String tool, String text) -> tokens(text);
                };
    }

    private static int tokens(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length / BYTES_A_TOKEN + 1;
    }

    /** Bytes of the texts that leave for a model. */
    static long bytes(List<Message> messages) {
        return messages.stream().mapToLong(m -> (long) tokens(m) * BYTES_A_TOKEN).sum();
    }
}
