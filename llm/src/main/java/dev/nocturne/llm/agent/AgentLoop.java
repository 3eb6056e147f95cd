package dev.nocturne.llm.agent;

import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model, executes the tool calls of its answer, and asks again with the results, until the
 * model answers without tool calls. The course depends only on the recorded model answers and call
 * results, so a resumed run repeats it up to where it was cut off. Used by one thread.
 */
public final class AgentLoop {
    /** A model that makes more mistakes in a row is not able to use the tools. */
    private static final int MOST_MISTAKES = 3;

    private static final String NOT_EXECUTED =
            "Not executed, because you had already begun your answer. Finish the answer with what you have.";

    private static final String EMPTY =
            "Your last answer was empty. Either call a tool or write your answer.";

    /**
     * An agent and its task.
     *
     * @param agent name in the log
     * @param keyPrefix prefix of the keys of its model calls, unique in the turn
     * @param opening the instructions and the conversation so far
     * @param concluded whether it has recorded its conclusion; then it gets no more tools
     */
    public record Task(
            String agent,
            String keyPrefix,
            ChatModel model,
            List<Tool> tools,
            List<Message> opening,
            BooleanSupplier concluded) {}

    /**
     * The end of an agent's work.
     *
     * @param text its answer; empty if it gave none at the limit
     * @param stop the limit that ended the work; null if the agent ended it
     */
    public record Ending(String text, @Nullable Stop stop) {}

    private final Task task;
    private final ModelCalls models;
    private final Spending spending;
    private final CallExecutor executor;
    private final TextSink sink;
    private final Requests requests;
    private final List<ToolSpec> specs;
    private final List<Message> conversation;
    private int mistakes;
    private boolean nudged;

    public AgentLoop(
            Task task, ModelCalls models, Spending spending, CallExecutor executor, TextSink sink) {
        this.task = task;
        this.models = models;
        this.spending = spending;
        this.executor = executor;
        this.sink = sink;
        this.requests = new Requests(task.tools());
        this.specs = task.tools().stream().map(Tool::spec).toList();
        this.conversation = new ArrayList<>(task.opening());
    }

    /**
     * Runs the agent until it has answered.
     *
     * @throws ModelFailure if the model cannot be asked
     * @throws RunFailure if the model's answers cannot be used
     */
    public Ending run() throws ModelFailure, RunFailure, InterruptedException {
        @Nullable Stop stop = null;
        for (int number = 1; ; number++) {
            stop = stop == null ? findStop() : stop;
            boolean tools =
                    stop == null
                            && !specs.isEmpty()
                            && !sink.hasBegun()
                            && !task.concluded().getAsBoolean();
            Step step = ask(task.keyPrefix() + number, tools);
            check(step.answer());
            if (!step.answer().calls().isEmpty() && tools) {
                conversation.add(step.answer().toMessage());
                conversation.addAll(step.replies());
            } else if (!step.answer().text().isBlank()) {
                boolean cut = step.answer().finish() == FinishReason.LENGTH;
                return new Ending(
                        step.answer().text(), stop == null && cut ? Stop.OUTPUT_LENGTH : stop);
            } else if (stop != null) {
                return new Ending("", stop);
            } else if (nudged) {
                throw new RunFailure(
                        "model_empty_answer",
                        "The model " + name() + " gave an empty answer twice.",
                        true);
            } else {
                nudged = true;
                conversation.add(new Message.Input(EMPTY));
            }
        }
    }

    private @Nullable Stop findStop() {
        Optional<Stop> stop = spending.stop().or(requests::stop);
        stop.ifPresent(s ->
                conversation.add(
                        new Message.Input(
                                "The investigation has to end now, because "
                                        + s.reason()
                                        + ". No more tools can be used. Write your answer from what you have, and say what could not be checked.")));
        return stop.orElse(null);
    }

    private void check(ModelAnswer answer) throws RunFailure {
        if (answer.finish() == FinishReason.CONTENT_FILTER) {
            throw new RunFailure(
                    "model_content_filter",
                    "The provider of " + name() + " blocked the answer (content filter).",
                    false);
        }
        if (answer.finish() == FinishReason.REFUSAL) {
            throw new RunFailure(
                    "model_refusal", "The model " + name() + " refused to answer.", false);
        }
    }

    private String name() {
        return task.model().identity().name();
    }

    /** A model's answer and the replies to its tool calls. */
    private record Step(ModelAnswer answer, List<Message> replies) {}

    private Step ask(String key, boolean tools)
            throws ModelFailure, RunFailure, InterruptedException {
        sink.begin(!tools);
        try (Fanout<ToolOutcome> fanout =
                new Fanout<>(task.agent(), spending.budget().parallelCalls())) {
            AnswerReceiver receiver = new AnswerReceiver(key, tools, fanout);
            ModelAnswer answer =
                    models.ask(
                            new ModelCalls.Question(
                                    key, task.agent(), task.model(), conversation, specs, tools),
                            receiver);
            return new Step(answer, tools ? receiver.replies(answer.calls()) : List.of());
        }
    }

    /** Receives one answer and starts its calls as they arrive. */
    private final class AnswerReceiver implements AttemptListener {
        private final String key;
        private final boolean tools;
        private final Fanout<ToolOutcome> fanout;
        private final Map<Integer, ResolvedRequest> resolved = new TreeMap<>();
        private final Map<Integer, ToolRequest> received = new TreeMap<>();

        AnswerReceiver(String key, boolean tools, Fanout<ToolOutcome> fanout) {
            this.key = key;
            this.tools = tools;
            this.fanout = fanout;
        }

        @Override
        public void text(String piece) {
            sink.text(piece);
        }

        @Override
        public void call(int index, ToolRequest request) {
            sink.beginCall();
            if (tools && !resolved.containsKey(index)) {
                begin(index, request);
            }
        }

        /** Starts calls that only read at once; others start when the answer is recorded. */
        private void begin(int index, ToolRequest request) {
            ResolvedRequest what =
                    sink.hasBegun()
                            ? new ResolvedRequest.Reply(NOT_EXECUTED)
                            : requests.resolve(key, index, request);
            resolved.put(index, what);
            received.put(index, request);
            if (what instanceof ResolvedRequest.Call call
                    && call.prepared().effect() == Tool.Effect.READS) {
                start(call);
            }
        }

        private void start(ResolvedRequest.Call call) {
            String preamble = sink.preamble();
            fanout.start(call.key(), () -> executor.execute(call.key(), call.prepared(), preamble));
        }

        /**
         * Starts over, because the answer broke off. Calls that have started continue; their
         * results are found by their keys.
         */
        @Override
        public void restart() {
            sink.restart();
            resolved.values().forEach(requests::forget);
            resolved.clear();
            received.clear();
        }

        List<Message> replies(List<ToolRequest> calls) throws RunFailure, InterruptedException {
            for (int i = 0; i < calls.size(); i++) {
                if (!calls.get(i).equals(received.get(i))) {
                    ResolvedRequest before = resolved.remove(i);
                    if (before != null) {
                        requests.forget(before);
                    }
                    begin(i, calls.get(i));
                }
            }
            resolved.values()
                    .forEach(what -> {
                        if (what instanceof ResolvedRequest.Call call) {
                            start(call);
                        }
                    });
            Map<String, ToolOutcome> outcomes = fanout.await();
            List<Message> replies = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                replies.add(reply(calls.get(i), resolved.get(i), outcomes));
            }
            count(resolved.values().stream().toList());
            return replies;
        }

        private Message reply(
                ToolRequest request,
                @Nullable ResolvedRequest what,
                Map<String, ToolOutcome> outcomes) {
            String text =
                    switch (what) {
                        case null -> NOT_EXECUTED;
                        case ResolvedRequest.Reply reply -> reply.text();
                        case ResolvedRequest.Mistake mistake -> mistake.text();
                        case ResolvedRequest.Call call -> result(call, outcomes.get(call.key()));
                    };
            return new Message.ToolReply(request.id(), request.name(), text);
        }

        private String result(ResolvedRequest.Call call, @Nullable ToolOutcome outcome) {
            if (outcome == null) {
                throw new IllegalStateException("call " + call.key() + " was not executed");
            }
            String text = executor.format(call.key(), call.prepared(), outcome);
            requests.remember(call.signature(), text);
            return text;
        }

        private void count(List<ResolvedRequest> all) throws RunFailure {
            for (ResolvedRequest what : all) {
                if (what instanceof ResolvedRequest.Mistake(String code, String text)) {
                    if (++mistakes > MOST_MISTAKES) {
                        throw new RunFailure(
                                code,
                                "The model "
                                        + name()
                                        + " made "
                                        + mistakes
                                        + " wrong tool calls in a row. The last: "
                                        + text,
                                true);
                    }
                } else {
                    mistakes = 0;
                }
            }
        }

        @Override
        public boolean hasBegun() {
            return sink.hasBegun();
        }
    }
}
