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
 * Asks a model, makes the tool calls it wants, returns the results to it and asks again, until it
 * answers without calling tools. Everything follows from the recorded model answers and call
 * results, so a resumed run takes the same way up to where it was cut off. Used by one thread.
 */
public final class AgentLoop {
    /** Mistakes a model may make in a row; then it is not able to use the tools. */
    private static final int MOST_MISTAKES = 3;

    private static final String NOT_MADE =
            "Not made: you had begun your answer. Finish it with what you have.";

    private static final String EMPTY =
            "Your last answer was empty. Either call a tool or write your answer.";

    /**
     * An agent and its task.
     *
     * @param agent name in the log
     * @param keyPrefix of its model calls, unique in the turn
     * @param opening instructions and what was said so far
     * @param concluded whether it has said that it knows enough: then it is offered no more tools
     */
    public record Task(
            String agent,
            String keyPrefix,
            ChatModel model,
            List<Tool> tools,
            List<Message> opening,
            BooleanSupplier concluded) {}

    /**
     * How it ended.
     *
     * @param text its answer; empty when it gave none although it had to
     * @param stop the limit that ended it, or null when it ended by itself
     */
    public record Ending(String text, @Nullable Stop stop) {}

    private final Task task;
    private final ModelCalls models;
    private final Spending spending;
    private final Performer performer;
    private final Voice voice;
    private final Requests requests;
    private final List<ToolSpec> specs;
    private final List<Message> conversation;
    private int mistakes;
    private boolean nudged;

    public AgentLoop(
            Task task, ModelCalls models, Spending spending, Performer performer, Voice voice) {
        this.task = task;
        this.models = models;
        this.spending = spending;
        this.performer = performer;
        this.voice = voice;
        this.requests = new Requests(task.tools());
        this.specs = task.tools().stream().map(Tool::spec).toList();
        this.conversation = new ArrayList<>(task.opening());
    }

    /**
     * Works until there is an answer.
     *
     * @throws ModelFailure when the model cannot be asked
     * @throws RunFailure when the model answers, but nothing that can be used
     */
    public Ending run() throws ModelFailure, RunFailure, InterruptedException {
        @Nullable Stop stop = null;
        for (int number = 1; ; number++) {
            stop = stop == null ? findStop() : stop;
            boolean tools =
                    stop == null
                            && !specs.isEmpty()
                            && !voice.hasBegun()
                            && !task.concluded().getAsBoolean();
            Step step = ask(task.keyPrefix() + number, tools);
            check(step.answer());
            if (!step.answer().calls().isEmpty() && tools) {
                conversation.add(step.answer().message());
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
                        "The model " + name() + " answered nothing, twice.",
                        true);
            } else {
                nudged = true;
                conversation.add(new Message.Said(EMPTY));
            }
        }
    }

    private @Nullable Stop findStop() {
        Optional<Stop> stop = spending.stop().or(requests::stop);
        stop.ifPresent(s ->
                conversation.add(
                        new Message.Said(
                                "The investigation has to end now, because "
                                        + s.reason()
                                        + ". No more tools can be used. Write your answer from what you have, and say what could not be checked.")));
        return stop.orElse(null);
    }

    private void check(ModelAnswer answer) throws RunFailure {
        if (answer.finish() == FinishReason.CONTENT_FILTER) {
            throw new RunFailure(
                    "model_content_filter",
                    "The provider of " + name() + " held the answer back (content filter).",
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

    /** A model's answer, and what its calls came to. */
    private record Step(ModelAnswer answer, List<Message> replies) {}

    private Step ask(String key, boolean tools)
            throws ModelFailure, RunFailure, InterruptedException {
        voice.begin(!tools);
        try (Fanout<ToolOutcome> fanout =
                new Fanout<>(task.agent(), spending.budget().parallelCalls())) {
            Answering answering = new Answering(key, tools, fanout);
            ModelAnswer answer =
                    models.ask(
                            new ModelCalls.Question(
                                    key, task.agent(), task.model(), conversation, specs, tools),
                            answering);
            return new Step(answer, tools ? answering.replies(answer.calls()) : List.of());
        }
    }

    /** Hears one answer, and begins its calls as they come. */
    private final class Answering implements AttemptListener {
        private final String key;
        private final boolean tools;
        private final Fanout<ToolOutcome> fanout;
        private final Map<Integer, Resolved> resolved = new TreeMap<>();
        private final Map<Integer, ToolRequest> heard = new TreeMap<>();

        Answering(String key, boolean tools, Fanout<ToolOutcome> fanout) {
            this.key = key;
            this.tools = tools;
            this.fanout = fanout;
        }

        @Override
        public void text(String piece) {
            voice.text(piece);
        }

        @Override
        public void call(int index, ToolRequest request) {
            voice.callComes();
            if (tools && !resolved.containsKey(index)) {
                begin(index, request);
            }
        }

        /** Reading calls begin at once; those that change something when the answer is recorded. */
        private void begin(int index, ToolRequest request) {
            Resolved what =
                    voice.hasBegun()
                            ? new Resolved.Reply(NOT_MADE)
                            : requests.resolve(key, index, request);
            resolved.put(index, what);
            heard.put(index, request);
            if (what instanceof Resolved.Call call
                    && call.prepared().effect() == Tool.Effect.READS) {
                start(call);
            }
        }

        private void start(Resolved.Call call) {
            String preamble = voice.preamble();
            fanout.start(
                    call.key(), () -> performer.perform(call.key(), call.prepared(), preamble));
        }

        /**
         * The answer broke off. Calls that have started continue; their results are found by their
         * keys.
         */
        @Override
        public void restart() {
            voice.restart();
            resolved.values().forEach(requests::forget);
            resolved.clear();
            heard.clear();
        }

        List<Message> replies(List<ToolRequest> calls) throws RunFailure, InterruptedException {
            for (int i = 0; i < calls.size(); i++) {
                if (!calls.get(i).equals(heard.get(i))) {
                    Resolved before = resolved.remove(i);
                    if (before != null) {
                        requests.forget(before);
                    }
                    begin(i, calls.get(i));
                }
            }
            resolved.values()
                    .forEach(what -> {
                        if (what instanceof Resolved.Call call) {
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
                ToolRequest request, @Nullable Resolved what, Map<String, ToolOutcome> outcomes) {
            String text =
                    switch (what) {
                        case null -> NOT_MADE;
                        case Resolved.Reply reply -> reply.text();
                        case Resolved.Mistake mistake -> mistake.text();
                        case Resolved.Call call -> result(call, outcomes.get(call.key()));
                    };
            return new Message.ToolReply(request.id(), request.name(), text);
        }

        private String result(Resolved.Call call, @Nullable ToolOutcome outcome) {
            if (outcome == null) {
                throw new IllegalStateException("call " + call.key() + " was not made");
            }
            String text = performer.reply(call.key(), call.prepared(), outcome);
            requests.remember(call.signature(), text);
            return text;
        }

        private void count(List<Resolved> all) throws RunFailure {
            for (Resolved what : all) {
                if (what instanceof Resolved.Mistake(String code, String text)) {
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
            return voice.hasBegun();
        }
    }
}
