package dev.nocturne.cli.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Polls another process, which cannot call back. */
final class Poll {
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMillis(20);

    private Poll() {}

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    static void until(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + MOST + ": " + what);
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }
}
