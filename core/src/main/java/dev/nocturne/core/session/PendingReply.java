package dev.nocturne.core.session;

import dev.nocturne.core.Fault;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The result that another thread supplies once: a value or a fault. */
final class PendingReply<T> {
    private final CountDownLatch given = new CountDownLatch(1);
    private volatile @Nullable T value;
    private volatile @Nullable Fault fault;

    /** Supplies the value, unless there is a result already. */
    void give(T answer) {
        if (!isGiven()) {
            value = answer;
            given.countDown();
        }
    }

    /** Supplies a fault, unless there is a result already. */
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
     * Waits for the result. There is no time limit, because every wait of a writer has one: the
     * store limits its commits, and a writer that ends answers all waiting commands. A timer for
     * each command would cost more than the decision. An interrupt does not end the wait.
     */
    T await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    given.await();
                    return answer();
                } catch (InterruptedException e) {
                    // The command will be decided in any case, and its caller needs the outcome.
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
            throw new IllegalStateException("the reply has neither a value nor a fault");
        }
        return answer;
    }
}
