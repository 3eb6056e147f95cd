package dev.nocturne.llm.agent;

import dev.nocturne.core.event.WireText;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ModelSource;
import dev.nocturne.llm.model.RecordedAnswer;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.ToolSpec;
import dev.nocturne.llm.privacy.MaskedRequest;
import dev.nocturne.llm.privacy.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the model calls of a run. Each request is logged before it is sent ({@code model.request}),
 * and each answer before it is used ({@code model.response}). A call whose answer is in the log is
 * not repeated. Safe for several agents of a run at once.
 */
public final class ModelCalls {
    /** How often a conversation that is too long for the model is shortened by a third. */
    private static final int MOST_SHRINKS = 4;

    private final RunContext run;
    private final ModelSource models;
    private final Pseudonyms pseudonyms;
    private final Spending spending;
    private final Patience patience;
    private final InstantSource clock;

    public ModelCalls(
            RunContext run,
            ModelSource models,
            Pseudonyms pseudonyms,
            Spending spending,
            Patience patience,
            InstantSource clock) {
        this.run = run;
        this.models = models;
        this.pseudonyms = pseudonyms;
        this.spending = spending;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * A question to a model.
     *
     * @param key identifies it within its turn, also in a resumed run
     * @param agent name of the agent that asks
     */
    record Question(
            String key,
            String agent,
            ChatModel model,
            List<Message> conversation,
            List<ToolSpec> tools,
            boolean toolsAllowed) {}

    /** Returns the recorded answer if there is one; otherwise asks the model, with retries. */
    ModelAnswer ask(Question question, AttemptListener listener)
            throws ModelFailure, InterruptedException {
        Optional<ObjectNode> recorded = run.recorded(ModelRecord.RESPONSE, question.key());
        if (recorded.isPresent()) {
            return repeat(recorded.get(), listener);
        }
        int context =
                spending.budget().contextTokens() - ContextWindow.toolTokens(question.tools());
        Patience.Attempts attempts = patience.begin();
        int shrinks = 0;
        for (int attempt = firstAttempt(question.key()); ; attempt++) {
            try {
                return attempt(question, attempt, context, listener);
            } catch (ModelFailure failure) {
                listener.restart();
                if (failure.kind() == ModelFailure.Kind.CONTEXT_OVERFLOW
                        && shrinks++ < MOST_SHRINKS) {
                    context =
                            Math.min(context, ContextWindow.tokens(question.conversation()))
                                    * 2
                                    / 3;
                    run.status(
                            "The conversation is too long for the model; it is shortened and sent again.");
                } else {
                    Duration pause = attempts.next(failure);
                    run.status(
                            failure.getMessage()
                                    + " Next attempt in "
                                    + WireText.seconds(Instant.EPOCH, Instant.EPOCH.plus(pause))
                                    + ".");
                    patience.pause(pause);
                }
            }
        }
    }

    private ModelAnswer repeat(ObjectNode recorded, ModelListener listener) {
        ModelAnswer answer = count(recorded);
        boolean shown = recorded.path(ModelRecord.SHOWN).asBoolean(false);
        if (shown || answer.calls().isEmpty()) {
            listener.text(answer.text());
            deliver(answer.calls(), listener);
        } else {
            deliver(answer.calls(), listener);
            listener.text(answer.text());
        }
        return answer;
    }

    /** Counts the model calls of a finished tool call, which is not repeated after a crash. */
    public void recount(String keyPrefix) {
        Optional<ObjectNode> recorded = run.recorded(ModelRecord.RESPONSE, keyPrefix + 1);
        for (int n = 2; recorded.isPresent(); n++) {
            count(recorded.get());
            recorded = run.recorded(ModelRecord.RESPONSE, keyPrefix + n);
        }
    }

    private ModelAnswer count(ObjectNode recorded) {
        ModelAnswer answer = RecordedAnswer.read(recorded);
        spending.add(answer.usage(), recorded.path("cost").asDouble(Double.NaN));
        return answer;
    }

    private static void deliver(List<ToolRequest> calls, ModelListener listener) {
        for (int i = 0; i < calls.size(); i++) {
            listener.call(i, calls.get(i));
        }
    }

    /** The number of the next attempt: attempts before a crash are counted. */
    private int firstAttempt(String key) {
        int attempt = 1;
        while (run.recorded(ModelRecord.REQUEST, key + "#" + attempt).isPresent()) {
            attempt++;
        }
        return attempt;
    }

    private ModelAnswer attempt(
            Question question, int attempt, int context, AttemptListener listener)
            throws ModelFailure, InterruptedException {
        ModelIdentity to = question.model().identity();
        ModelRequest request =
                new ModelRequest(
                        question.key(),
                        ContextWindow.fit(question.conversation(), context),
                        question.tools(),
                        question.toolsAllowed(),
                        spending.budget().outputTokens(),
                        spending.budget().modelTimeout());
        Instant asked = clock.instant();
        ModelAnswer answer = send(question, request, attempt, listener);
        Instant answered = clock.instant();
        double cost = models.cost(to, answer.usage());
        spending.add(answer.usage(), cost);
        ObjectNode data =
                ModelRecord.write(
                        question.agent(),
                        to,
                        answer,
                        cost,
                        WireText.seconds(asked, answered),
                        listener.hasBegun());
        data.put("timestamp", answered.toString());
        run.record(ModelRecord.RESPONSE, question.key(), data);
        return answer;
    }

    private ModelAnswer send(
            Question question, ModelRequest request, int attempt, AttemptListener listener)
            throws ModelFailure, InterruptedException {
        ChatModel model = question.model();
        if (!pseudonyms.masks(model.identity())) {
            logRequest(question, attempt, request, Map.of());
            return model.ask(request, listener);
        }
        MaskedRequest masked = pseudonyms.mask(request, run.session().value());
        logRequest(question, attempt, masked.request(), masked.replacements());
        return masked.ask(model, listener);
    }

    /** Logs what is about to be sent to the model. */
    private void logRequest(
            Question question, int attempt, ModelRequest request, Map<String, Integer> masked) {
        ModelIdentity to = question.model().identity();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("agent", question.agent());
        data.put("provider", to.provider());
        data.put("model", to.model());
        data.put("host", to.host());
        data.put("local", to.local());
        data.put("bytes", ContextWindow.bytes(request.messages()));
        if (!masked.isEmpty()) {
            ObjectNode replaced = data.putObject("replaced");
            masked.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> replaced.put(e.getKey(), e.getValue()));
        }
        data.put("timestamp", clock.instant().toString());
        run.record(ModelRecord.REQUEST, question.key() + "#" + attempt, data);
    }
}
