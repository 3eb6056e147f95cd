package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.ModelFailure;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides whether a failed model call is repeated, and after what pause: the one the provider asks
 * for, else one that doubles from half a second, with random jitter so that many runs do not retry
 * at the same moment (Brooker, "Exponential Backoff And Jitter", 2015).
 */
public final class Patience {
    /** After this many attempts another one rarely succeeds. */
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** The longest total wait for one answer. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(90);

    /** Waits: {@code Thread::sleep}, except in tests. */
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

    /** The attempts at one model call. */
    final class Attempts {
        private int count = 1;
        private Duration waited = Duration.ZERO;
        private String broken = "";

        /**
         * Decides how long to wait before the next attempt.
         *
         * @throws ModelFailure the given failure, if there is to be no further attempt
         */
        Duration next(ModelFailure failure) throws ModelFailure {
            if (failure.kind() == ModelFailure.Kind.BROKEN_ANSWER) {
                // A server that breaks the protocol in the same way twice will do so again.
                if (broken.equals(failure.getMessage())) {
                    throw failure;
                }
                broken = String.valueOf(failure.getMessage());
            }
            Duration wait = failure.retryAfter().orElseGet(this::backoff);
            waited = waited.plus(wait);
            if (!failure.kind().retryable()
                    || count++ >= MOST_ATTEMPTS
                    || waited.compareTo(MOST_WAIT) > 0) {
                throw failure;
            }
            return wait;
        }

        private Duration backoff() {
            long most = Math.min(FIRST.toMillis() << count, LONGEST.toMillis());
            return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
        }
    }
}
