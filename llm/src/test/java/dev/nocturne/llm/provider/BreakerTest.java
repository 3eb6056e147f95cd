package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.Usage;
import dev.nocturne.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final Flaky flaky = new Flaky();
    private final ChatModel model = new GuardedModel(flaky, new Breaker(clock, 3, PAUSE));

    /** Fails as the test sets it. */
    private static final class Flaky implements ChatModel {
        private @Nullable ModelFailure failure;
        private boolean interrupted;
        private int asked;

        @Override
        public ModelIdentity identity() {
            return new ModelIdentity("openai", "x", "host", false);
        }

        @Override
        public ModelAnswer ask(ModelRequest request, ModelListener listener)
                throws ModelFailure, InterruptedException {
            asked++;
            if (interrupted) {
                throw new InterruptedException();
            }
            if (failure != null) {
                throw failure;
            }
            return new ModelAnswer("ok", "", List.of(), FinishReason.STOP, Usage.NONE);
        }
    }

    private @Nullable ModelFailure ask() {
        return catchThrowableOfType(
                ModelFailure.class, () -> model.ask(Answers.request(), ModelListener.NONE));
    }

    private void open() {
        flaky.failure = new ModelFailure(Kind.UNAVAILABLE, "down");
        for (int i = 0; i < 3; i++) {
            assertThat(ask()).isSameAs(flaky.failure);
        }
    }

    @Test
    void afterSeveralFailuresItDoesNotAsk() {
        open();

        ModelFailure refused = ask();

        assertThat(refused)
                .isNotNull()
                .returns(Kind.CIRCUIT_OPEN, ModelFailure::kind)
                .returns(Optional.of(PAUSE), ModelFailure::retryAfter);
        assertThat(flaky.asked).isEqualTo(3);
    }

    @Test
    void afterThePauseOneProbeDecides() {
        open();
        clock.advance(PAUSE);
        assertThat(ask()).isSameAs(flaky.failure);
        assertThat(ask()).extracting(ModelFailure::kind).isEqualTo(Kind.CIRCUIT_OPEN);

        clock.advance(PAUSE);
        flaky.failure = null;
        assertThat(ask()).isNull();
        assertThat(ask()).isNull();
    }

    @Test
    void refusalsAreAnswersAndAnAbortedProbeDecidesNothing() {
        flaky.failure = new ModelFailure(Kind.CONTEXT_OVERFLOW, "long");
        for (int i = 0; i < 9; i++) {
            assertThat(ask()).isSameAs(flaky.failure);
        }
        open();
        clock.advance(PAUSE);
        flaky.interrupted = true;
        assertThat(
                        catchThrowableOfType(
                                InterruptedException.class,
                                () -> model.ask(Answers.request(), ModelListener.NONE)))
                .isNotNull();
        flaky.interrupted = false;
        flaky.failure = null;
        assertThat(ask()).isNull();
    }

    @Test
    void itStaysOpenAsLongAsTheProviderAsks() {
        flaky.failure = new ModelFailure(Kind.RATE_LIMITED, "wait", Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            assertThat(ask()).isSameAs(flaky.failure);
        }

        assertThat(ask())
                .isNotNull()
                .returns(Optional.of(Duration.ofMinutes(2)), ModelFailure::retryAfter);
    }

    @Test
    void onlyOneProbeIsUnderWay() {
        Breaker breaker = new Breaker(clock, 1, PAUSE);
        breaker.recordFailure(Optional.empty());
        clock.advance(PAUSE);

        assertThat(breaker.refusal()).isEmpty();
        assertThat(breaker.refusal()).contains(PAUSE);
    }
}
