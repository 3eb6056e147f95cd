package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer that another thread gives once: a value or a fault. */
final class Reply<T> {
    private final CountDownLatch given = new CountDownLatch(1);
    private volatile @Nullable T value;
    private volatile @Nullable Fault fault;

    void give(T answer) {
        value = answer;
        given.countDown();
    }

    void fail(Fault reason) {
        fault = reason;
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /**
     * Waits; no answer in time is a fault, and the command doubtful. Not cut short by an interrupt:
     * see below.
     */
    T await(Duration limit) {
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    if (!given.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        throw new Fault(
                                ErrorCode.STORE_UNAVAILABLE, "The store did not answer in time.");
                    }
                    return answer();
                } catch (InterruptedException e) {
                    // The command is on its way and will be decided in any case; who asked should
                    // learn how.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private T answer() {
        if (fault != null) {
            throw new Fault(fault.code(), String.valueOf(fault.getMessage()), fault);
        }
        T answer = value;
        if (answer == null) {
            throw new IllegalStateException("a reply without a value");
        }
        return answer;
    }
}
