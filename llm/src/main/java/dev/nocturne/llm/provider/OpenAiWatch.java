package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.nocturne.llm.model.FinishReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stream of a chat completion: chunks until {@code [DONE]}. */
final class OpenAiWatch implements StreamWatch {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private String finish = "";
    private boolean over;

    @Override
    public @Nullable JsonNode error(ServerSentEvent event) {
        if ("[DONE]".equals(event.data().strip())) {
            over = true;
            return null;
        }
        JsonNode chunk = JSON.readTree(event.data());
        JsonNode error = chunk.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            return error;
        }
        if ("error".equals(event.event())) {
            return chunk;
        }
        JsonNode choice = chunk.path("choices").path(0);
        finish = choice.path("finish_reason").asString(finish);
        JsonNode delta = choice.path("delta");
        // OpenRouter, Ollama and newer vLLM; the library reads "reasoning_content" only.
        reasoning.append(delta.path("reasoning").asString(""));
        refusal.append(delta.path("refusal").asString(""));
        return null;
    }

    @Override
    public boolean over() {
        return over;
    }

    /** Some servers leave {@code [DONE]} out. */
    @Override
    public boolean whole() {
        return !finish.isEmpty();
    }

    @Override
    public FinishReason finish() {
        if (!refusal.isEmpty()) {
            return FinishReason.REFUSAL;
        }
        return switch (finish) {
            case "stop" -> FinishReason.STOP;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            default -> FinishReason.OTHER;
        };
    }

    @Override
    public String reasoning() {
        return reasoning.toString();
    }

    @Override
    public String refusal() {
        return refusal.toString();
    }
}
