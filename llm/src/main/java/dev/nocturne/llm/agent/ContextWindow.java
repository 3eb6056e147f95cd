package dev.nocturne.llm.agent;

import dev.nocturne.core.Text;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Shortens a conversation to a limit of tokens. Models have different tokenizers, so tokens are
 * estimated as a third of the UTF-8 bytes, which is more than any of them needs for English, JSON
 * and ids. Shortens tool replies first, then the model's own answers, each from the oldest on.
 * Never shortens instructions and what a person wrote.
 */
public final class ContextWindow {
    private static final int BYTES_A_TOKEN = 3;

    /** Tokens of a message in addition to its text. */
    private static final int MESSAGE_TOKENS = 8;

    /** Characters that remain of a shortened text, enough to recognise its topic. */
    private static final int KEPT_CHARS = 400;

    /** The latest messages, which the model is working on; they are shortened last. */
    private static final int RECENT = 6;

    private static final String NOTE = "\n[shortened: the conversation is long]";

    private ContextWindow() {}

    /** Shortens the conversation to the limit, or as much as possible if that is not enough. */
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
        return message instanceof Message.Answer(String text, List<ToolRequest> calls)
                ? new Message.Answer(shorter(text), calls)
                : message;
    }

    private static String shorter(String text) {
        return text.length() <= KEPT_CHARS + NOTE.length() || text.endsWith(NOTE)
                ? text
                : Text.cut(text, KEPT_CHARS) + NOTE;
    }

    /** Estimates the tokens of the messages. */
    public static int tokens(List<Message> messages) {
        return messages.stream().mapToInt(ContextWindow::tokens).sum();
    }

    /** Estimates the tokens of the tools' descriptions. */
    static int toolTokens(List<ToolSpec> tools) {
        return tools.stream()
                .mapToInt(t -> tokens(t.name() + t.description() + t.parameters()))
                .sum();
    }

    private static int tokens(Message message) {
        return MESSAGE_TOKENS
                + switch (message) {
                    case Message.Instructions(String text) -> tokens(text);
                    case Message.Input(String text) -> tokens(text);
                    case Message.Answer(String text, List<ToolRequest> calls) ->
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

    /** The bytes of the messages' texts. */
    static long bytes(List<Message> messages) {
        return messages.stream().mapToLong(m -> (long) tokens(m) * BYTES_A_TOKEN).sum();
    }
}
