package dev.nocturne.llm.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls to a provider that keeps failing. After several failures in a row the breaker is open
 * for a pause, then lets a single call through as a probe. If that succeeds, the breaker closes,
 * otherwise it stays open for another pause. Safe for any number of threads.
 */
final class Breaker {
    private final InstantSource clock;
    private final int mostFailures;
    private final Duration pause;

    private int failures;
    private @Nullable Instant openUntil;
    private boolean probing;

    Breaker(InstantSource clock, int mostFailures, Duration pause) {
        this.clock = clock;
        this.mostFailures = mostFailures;
        this.pause = pause;
    }

    /** Empty if a call may be made; otherwise how long to wait before the next attempt. */
    synchronized Optional<Duration> refusal() {
        if (openUntil == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), openUntil);
        if (left.isPositive()) {
            return Optional.of(left);
        }
        if (probing) {
            return Optional.of(pause);
        }
        probing = true;
        return Optional.empty();
    }

    /** Records that the provider answered a call, even if it refused it. */
    synchronized void recordSuccess() {
        failures = 0;
        openUntil = null;
        probing = false;
    }

    /** Records a failure that affects other calls too, and the pause that the provider asks for. */
    synchronized void recordFailure(Optional<Duration> asked) {
        failures++;
        if (failures >= mostFailures) {
            Duration wait = asked.filter(a -> a.compareTo(pause) > 0).orElse(pause);
            openUntil = clock.instant().plus(wait);
            probing = false;
        }
    }

    /** Allows another probe, because a call ended without showing whether the provider works. */
    synchronized void releaseProbe() {
        probing = false;
    }
}
