package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.nocturne.llm.model.FinishReason;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Inspects the stream of a chat completion: chunks, then {@code [DONE]}. */
final class OpenAiWatch implements StreamWatch {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private String finish = "";
    private final OpenAiForm form = new OpenAiForm();
    private boolean content;
    private boolean usageLast;
    private boolean ended;

    @Override
    public Reading read(ServerSentEvent event) {
        if ("[DONE]".equals(event.data().strip())) {
            ended = true;
            return new Reading.Content(new ServerSentEvent(event.event(), "[DONE]"));
        }
        JsonNode chunk = JSON.readTree(event.data());
        Optional<JsonNode> error = error(event, chunk);
        if (error.isPresent()) {
            return new Reading.Failed(error.get());
        }
        if (!chunk.isObject()) {
            return new Reading.Ignored();
        }
        JsonNode choices = chunk.path("choices");
        if (!choices.isArray() && !choices.isNull() && !choices.isMissingNode()) {
            throw new IllegalArgumentException("choices is not a list");
        }
        JsonNode choice = OpenAiForm.choice(chunk);
        String reason = choice.path("finish_reason").asString("");
        finish = reason.isEmpty() ? finish : reason;
        usageLast = choice.isMissingNode() && chunk.path("usage").isObject();
        JsonNode delta = OpenAiForm.delta(choice);
        content |= delta.has("content") || delta.has("tool_calls");
        // OpenRouter, Ollama and newer vLLM use "reasoning"; the library reads "reasoning_content".
        reasoning.append(OpenAiForm.text(delta.path("reasoning")));
        refusal.append(delta.path("refusal").asString(""));
        return new Reading.Content(
                new ServerSentEvent(event.event(), JSON.writeValueAsString(form.restore(chunk))));
    }

    /** The error in a chunk, in any of the forms that servers use. */
    private static Optional<JsonNode> error(ServerSentEvent event, JsonNode chunk) {
        JsonNode error = chunk.path("error");
        if (error.isObject() || (error.isString() && !error.asString().isBlank())) {
            return Optional.of(error);
        }
        JsonNode choice = OpenAiForm.choice(chunk);
        if (choice.path("error").isObject()) {
            return Optional.of(choice.path("error"));
        }
        boolean named =
                "error".equals(event.event())
                        || chunk.path("object").asString("").equals("error")
                        || chunk.path("type").asString("").equals("error")
                        || choice.path("finish_reason").asString("").equals("error");
        boolean bare = !chunk.has("choices") && (chunk.has("detail") || chunk.has("message"));
        return named || bare ? Optional.of(chunk) : Optional.empty();
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Some servers omit {@code [DONE]}; some also omit the reason and end with the usage. */
    @Override
    public boolean isComplete() {
        return !finish.isEmpty() || (content && usageLast);
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
