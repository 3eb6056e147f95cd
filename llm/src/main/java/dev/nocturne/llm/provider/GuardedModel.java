package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import java.time.Duration;
import java.util.Optional;

/** A model with the circuit breaker of its provider. */
record GuardedModel(ChatModel model, Breaker breaker) implements ChatModel {
    @Override
    public ModelIdentity identity() {
        return model.identity();
    }

    @Override
    public ModelAnswer ask(ModelRequest request, ModelListener listener)
            throws ModelFailure, InterruptedException {
        Optional<Duration> refusal = breaker.refusal();
        if (refusal.isPresent()) {
            throw new ModelFailure(
                    Kind.CIRCUIT_OPEN,
                    identity().provider()
                            + " at "
                            + identity().host()
                            + " failed several times in a row, so no requests are sent to it for a while.",
                    refusal.get());
        }
        boolean reported = false;
        try {
            ModelAnswer answer = model.ask(request, listener);
            breaker.recordSuccess();
            reported = true;
            return answer;
        } catch (ModelFailure e) {
            if (e.kind().retryable()) {
                breaker.recordFailure(e.retryAfter());
            } else {
                breaker.recordSuccess();
            }
            reported = true;
            throw e;
        } finally {
            if (!reported) {
                breaker.releaseProbe();
            }
        }
    }
}
