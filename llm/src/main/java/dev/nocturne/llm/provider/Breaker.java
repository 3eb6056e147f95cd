package dev.nocturne.llm.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking a provider that fails again and again. After so many failures in a row it is open
 * for a pause, then lets a single call through as a probe: when that succeeds it closes, else it is
 * open for another pause. Safe for any number of threads.
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

    /** Empty when a call may be made; else how long to wait before the next question. */
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

    /** A call was answered, even if by a refusal: the provider works. */
    synchronized void recordSuccess() {
        failures = 0;
        openUntil = null;
        probing = false;
    }

    /** A call failed in a way that others will too; {@code asked}: how long the provider wants. */
    synchronized void recordFailure(Optional<Duration> asked) {
        failures++;
        if (failures >= mostFailures) {
            Duration wait = asked.filter(a -> a.compareTo(pause) > 0).orElse(pause);
            openUntil = clock.instant().plus(wait);
            probing = false;
        }
    }

    /** A call ended without a result that says anything about the provider. */
    synchronized void leftOpen() {
        probing = false;
    }
}
