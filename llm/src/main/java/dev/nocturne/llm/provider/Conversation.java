package dev.nocturne.llm.provider;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Converts messages to those of the library. */
final class Conversation {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Providers refuse messages without text. */
    private static final String NOTHING = "(empty)";

    private Conversation() {}

    static List<ChatMessage> translate(List<Message> messages) {
        List<ChatMessage> translated = new ArrayList<>();
        for (Message message : messages) {
            switch (message) {
                case Message.Instructions it -> translated.add(SystemMessage.from(text(it.text())));
                case Message.Input it -> translated.add(UserMessage.from(text(it.text())));
                case Message.Answer it -> translated.add(translateAnswer(it));
                case Message.ToolReply it ->
                        translated.add(
                                ToolExecutionResultMessage.from(
                                        it.id(), it.tool(), text(it.text())));
            }
        }
        return translated;
    }

    private static AiMessage translateAnswer(Message.Answer answer) {
        if (answer.calls().isEmpty()) {
            return AiMessage.from(text(answer.text()));
        }
        List<ToolExecutionRequest> calls =
                answer.calls().stream().map(Conversation::request).toList();
        return answer.text().isBlank()
                ? AiMessage.from(calls)
                : AiMessage.from(answer.text(), calls);
    }

    private static ToolExecutionRequest request(ToolRequest call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(asObject(call.arguments()))
                .build();
    }

    /**
     * Wraps arguments that are not a JSON object into one: Anthropic requires an object, and so do
     * servers that insert the arguments into a prompt.
     */
    private static String asObject(String arguments) {
        return isObject(arguments)
                ? arguments
                : JSON.writeValueAsString(Map.of("malformed", arguments));
    }

    static boolean isObject(String arguments) {
        try {
            return JSON.readTree(arguments).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String text(String text) {
        return text.isBlank() ? NOTHING : text;
    }
}
