package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.Usage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's Chat Completions API, which many servers imitate. */
final class OpenAi implements Protocol {
    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Map<String, String> keyHeaders(Secret key) {
        return Map.of("Authorization", "Bearer " + key.value());
    }

    @Override
    public StreamingChatModel model(
            HttpClientBuilder http, Endpoint endpoint, String model, ModelRequest request) {
        OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder =
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(endpoint.base().toString())
                        .modelName(model)
                        .returnThinking(true)
                        .customParameters(tools(request));
        if (usesNewLimitName(endpoint.base().getHost())) {
            builder.maxCompletionTokens(request.maxOutputTokens());
        } else {
            builder.maxTokens(request.maxOutputTokens());
        }
        return builder.build();
    }

    /**
     * Whether to send {@code max_completion_tokens}. OpenAI's reasoning models refuse {@code
     * max_tokens}, while servers that imitate OpenAI may know only that name.
     */
    private static boolean usesNewLimitName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".openai.com") || name.endsWith(".azure.com");
    }

    /**
     * The tools with unchanged schemas; the library's schema types would drop unknown parts. {@code
     * tool_choice} is only sent with tools, because servers refuse it otherwise.
     */
    private static Map<String, Object> tools(ModelRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!request.tools().isEmpty()) {
            parameters.put(
                    "tools",
                    request.tools().stream()
                            .map(tool ->
                                    Map.of(
                                            "type",
                                            "function",
                                            "function",
                                            Schemas.tool(tool, "parameters")))
                            .toList());
            if (!request.toolsAllowed()) {
                parameters.put("tool_choice", "none");
            }
        }
        return parameters;
    }

    @Override
    public StreamWatch watch() {
        return new OpenAiWatch();
    }

    @Override
    public Usage usage(@Nullable TokenUsage counted) {
        if (counted == null) {
            return Usage.NONE;
        }
        long cached = 0;
        if (counted instanceof OpenAiTokenUsage usage && usage.inputTokensDetails() != null) {
            cached = Schemas.orZero(usage.inputTokensDetails().cachedTokens());
        }
        return new Usage(
                Schemas.orZero(counted.inputTokenCount()),
                Schemas.orZero(counted.outputTokenCount()),
                cached);
    }
}
