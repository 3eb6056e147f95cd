package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API. */
final class Anthropic implements Protocol {
    /** The library requires a key; {@link ProviderExchange} removes its header. */
    private static final String NO_KEY = "-";

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public Map<String, String> keyHeaders(Secret key) {
        return Map.of("x-api-key", key.value());
    }

    @Override
    public StreamingChatModel model(
            HttpClientBuilder http, Endpoint endpoint, String model, ModelRequest request) {
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.base().toString())
                .apiKey(NO_KEY)
                .modelName(model)
                .maxTokens(request.maxOutputTokens())
                // The instructions are the same in all calls of a turn.
                .cacheSystemMessages(true)
                .returnThinking(true)
                .customParameters(tools(request))
                .build();
    }

    private static Map<String, Object> tools(ModelRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!request.tools().isEmpty()) {
            parameters.put(
                    "tools",
                    request.tools().stream()
                            .map(tool -> Schemas.tool(tool, "input_schema"))
                            .toList());
            if (!request.toolsAllowed()) {
                parameters.put("tool_choice", Map.of("type", "none"));
            }
        }
        return parameters;
    }

    @Override
    public StreamWatch watch() {
        return new AnthropicWatch();
    }

    /** Anthropic does not include tokens read from or written to the cache in the input tokens. */
    @Override
    public Usage usage(@Nullable TokenUsage counted) {
        if (counted == null) {
            return Usage.NONE;
        }
        long input = Schemas.orZero(counted.inputTokenCount());
        long cached = 0;
        if (counted instanceof AnthropicTokenUsage usage) {
            cached = Schemas.orZero(usage.cacheReadInputTokens());
            input += cached + Schemas.orZero(usage.cacheCreationInputTokens());
        }
        return new Usage(input, Schemas.orZero(counted.outputTokenCount()), cached);
    }
}
