package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.ModelFailure;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a model that fails is asked again, and after what pause: as long as the provider asks
 * for, else doubling from half a second with full jitter, so that many runs do not come back at the
 * same moment (Brooker, "Exponential Backoff And Jitter", 2015).
 */
public final class Patience {
    /** After this many attempts another one rarely succeeds. */
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** A provider that asks for a longer pause is not waited for. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(90);

    /** Waits; {@code Thread::sleep} but in tests. */
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final RandomGenerator random;
    private final Pause pause;

    public Patience(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    Attempts begin() {
        return new Attempts();
    }

    void pause(Duration duration) throws InterruptedException {
        pause.of(duration);
    }

    /** The attempts at one question. */
    final class Attempts {
        private int made = 1;
        private Duration waited = Duration.ZERO;
        private String broken = "";

        /**
         * How long to wait before the next.
         *
         * @throws ModelFailure the failure itself when it is not worth another attempt
         */
        Duration next(ModelFailure failure) throws ModelFailure {
            if (failure.kind() == ModelFailure.Kind.BROKEN_ANSWER) {
                // A server that breaks the protocol the same way twice does so each time.
                if (broken.equals(failure.getMessage())) {
                    throw failure;
                }
                broken = String.valueOf(failure.getMessage());
            }
            Duration wait = failure.retryAfter().orElseGet(this::backoff);
            waited = waited.plus(wait);
            if (!failure.kind().retryable()
                    || made++ >= MOST_ATTEMPTS
                    || waited.compareTo(MOST_WAIT) > 0) {
                throw failure;
            }
            return wait;
        }

        private Duration backoff() {
            long most = Math.min(FIRST.toMillis() << made, LONGEST.toMillis());
            return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
        }
    }
}
