package dev.nocturne.core.session;

import dev.nocturne.core.Fault;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An answer that another thread gives once: a value or a fault. */
final class Reply<T> {
    private final CountDownLatch given = new CountDownLatch(1);
    private volatile @Nullable T value;
    private volatile @Nullable Fault fault;

    /** Answers, unless it is answered already. */
    void give(T answer) {
        if (!isGiven()) {
            value = answer;
            given.countDown();
        }
    }

    /** The same with a fault. */
    void fail(Fault reason) {
        if (!isGiven()) {
            fault = reason;
            given.countDown();
        }
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /**
     * Waits. Without a limit, for every wait of a writer has one: the store gives up a commit, and
     * a writer that ends answers all that waits. A timer for each command would cost more than the
     * decision. Not cut short by an interrupt: see below.
     */
    T await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    given.await();
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
