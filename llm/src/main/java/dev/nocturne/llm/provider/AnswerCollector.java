package dev.nocturne.llm.provider;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects an answer from the library on the calling thread, and passes each piece on at once. */
final class AnswerCollector implements StreamingChatResponseHandler {
    private final ProviderExchange exchange;
    private final StreamWatch watch;
    private final Protocol protocol;
    private final ModelListener listener;
    private final String who;
    private final ThinkFilter filter = new ThinkFilter();
    private final StringBuilder text = new StringBuilder();

    /** The calls that the listener has received, by their position in the answer. */
    private final Map<Integer, ToolRequest> delivered = new TreeMap<>();

    /** Whether calls are held back until the end of the answer. */
    private boolean waiting;

    private @Nullable ChatResponse response;

    AnswerCollector(
            ProviderExchange exchange,
            StreamWatch watch,
            Protocol protocol,
            ModelListener listener,
            String who) {
        this.exchange = exchange;
        this.watch = watch;
        this.protocol = protocol;
        this.listener = listener;
        this.who = who;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        append(filter.accept(piece.text()));
    }

    private void append(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            notifyListener(() -> listener.text(piece));
        }
    }

    /**
     * The library considers a call complete when the next one begins, and reports missing arguments
     * as empty. A call that may be incomplete, and all after it, are held back until the end of the
     * answer.
     */
    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        ToolExecutionRequest wanted = call.toolExecutionRequest();
        if (wanted.name() == null || waiting) {
            return;
        }
        if (wanted.arguments().equals("{}") || !Conversation.isObject(wanted.arguments())) {
            waiting = true;
        } else {
            deliver(delivered.size(), wanted);
        }
    }

    private void deliver(int index, ToolExecutionRequest wanted) {
        ToolRequest request = request(index, wanted);
        delivered.put(index, request);
        notifyListener(() -> listener.call(index, request));
    }

    /** Missing ids are generated from the position of the call in the answer. */
    private static ToolRequest request(int index, ToolExecutionRequest wanted) {
        String id = wanted.id() == null || wanted.id().isBlank() ? "call_" + index : wanted.id();
        String arguments = wanted.arguments();
        return new ToolRequest(
                id,
                Objects.requireNonNullElse(wanted.name(), ""),
                arguments == null || arguments.isBlank() ? "{}" : arguments);
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
    }

    /**
     * The library could not read an event. Its message is not used, since it may quote the answer.
     */
    @Override
    public void onError(Throwable error) {
        exchange.fail(Kind.BROKEN_ANSWER, who + " sent an event that cannot be understood.");
    }

    private void notifyListener(Runnable delivery) {
        if (exchange.isEnded()) {
            return;
        }
        try {
            delivery.run();
        } catch (RuntimeException e) {
            exchange.recordThrown(e);
        }
    }

    /** The complete answer, after the end of the exchange. */
    ModelAnswer answer() throws ModelFailure, InterruptedException {
        exchange.check();
        ChatResponse complete = response;
        if (complete == null) {
            throw new ModelFailure(Kind.BROKEN_ANSWER, who + " ended without an answer.");
        }
        append(filter.finish());
        AiMessage message = complete.aiMessage();
        List<ToolRequest> calls = calls(message);
        exchange.check();
        TokenUsage counted = complete.metadata() == null ? null : complete.metadata().tokenUsage();
        String content = text.isEmpty() ? watch.refusal() : text.toString();
        return new ModelAnswer(
                content, reasoning(message), calls, finish(calls), protocol.usage(counted));
    }

    private List<ToolRequest> calls(AiMessage message) throws ModelFailure {
        List<ToolRequest> calls = new ArrayList<>();
        for (ToolExecutionRequest wanted : message.toolExecutionRequests()) {
            int index = calls.size();
            if (!delivered.containsKey(index)) {
                deliver(index, wanted);
            }
            ToolRequest request = request(index, wanted);
            if (!request.equals(delivered.get(index))) {
                throw new ModelFailure(
                        Kind.BROKEN_ANSWER, who + " changed a tool call after it was complete.");
            }
            calls.add(request);
        }
        return calls;
    }

    /** The reason of the end. Some servers send "stop" also for answers with tool calls. */
    private FinishReason finish(List<ToolRequest> calls) {
        FinishReason finish = watch.finish();
        boolean wantsTools =
                !calls.isEmpty() && (finish == FinishReason.STOP || finish == FinishReason.OTHER);
        return wantsTools ? FinishReason.TOOL_CALLS : finish;
    }

    private String reasoning(AiMessage message) {
        String known = Objects.requireNonNullElse(message.thinking(), "");
        String reasoning = known.isEmpty() ? watch.reasoning() : known;
        return reasoning.isEmpty() ? filter.thoughts() : reasoning;
    }
}
