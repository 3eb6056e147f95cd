package dev.nocturne.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.nocturne.llm.model.FinishReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Inspects the stream of a message, from {@code message_start} to {@code message_stop}. */
final class AnthropicWatch implements StreamWatch {
    private static final JsonMapper JSON = JsonMapper.shared();

    private String stop = "";
    private boolean ended;

    @Override
    public Reading read(ServerSentEvent event) {
        JsonNode data = JSON.readTree(event.data());
        String type = data.path("type").asString("");
        if (type.equals("error") || "error".equals(event.event())) {
            JsonNode error = data.path("error");
            return new Reading.Failed(error.isMissingNode() ? data : error);
        }
        if (type.equals("message_delta")) {
            stop = data.path("delta").path("stop_reason").asString(stop);
        }
        ended = type.equals("message_stop");
        return new Reading.Content(event);
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean isComplete() {
        return ended;
    }

    @Override
    public FinishReason finish() {
        return switch (stop) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "refusal" -> FinishReason.REFUSAL;
            default -> FinishReason.OTHER;
        };
    }

    @Override
    public String reasoning() {
        return "";
    }

    @Override
    public String refusal() {
        return "";
    }
}
