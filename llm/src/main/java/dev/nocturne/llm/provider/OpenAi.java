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

/** Chat completions, as OpenAI defines them and many servers imitate them. */
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
        if (newLimitName(endpoint.base().getHost())) {
            builder.maxCompletionTokens(request.maxOutputTokens());
        } else {
            builder.maxTokens(request.maxOutputTokens());
        }
        return builder.build();
    }

    /**
     * OpenAI's reasoning models refuse {@code max_tokens}; servers that imitate it know that name
     * best.
     */
    private static boolean newLimitName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".openai.com") || name.endsWith(".azure.com");
    }

    /**
     * Tools as they stand, schemas unchanged: the library's own schema types lose what they do not
     * know. Servers refuse a tool_choice without tools.
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
