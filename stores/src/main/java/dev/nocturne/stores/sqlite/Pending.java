package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work for a thread of the store, and the result that its caller waits for. That thread calls
 * {@link #run} and settles the result; the caller calls {@link #await}.
 */
abstract class Pending<T extends @Nullable Object> {
    private final CountDownLatch settled = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;
    private volatile @Nullable Fault late;

    /** Does the work and keeps its result until {@link #settle}. */
    abstract void run(Sql sql) throws Exception;

    final void keep(T result) {
        value = result;
        failure = null;
    }

    final void keepFailure(Throwable error) {
        failure = error;
    }

    final void settle() {
        settled.countDown();
    }

    final void fail(Throwable error) {
        keepFailure(error);
        settle();
    }

    /** Ends the wait with a fault. The caller does not learn the outcome of work that has begun. */
    final void giveUp(Fault why) {
        late = why;
        settle();
    }

    /**
     * Waits for the result; throws if the work failed. An interrupt does not end the wait, because
     * the work continues; it is restored for the caller.
     */
    final T await(Duration patience) {
        if (!awaitSettled(patience)) {
            throw Faults.late(patience);
        }
        return answer();
    }

    /** Waits without a time limit, because a watch calls {@link #giveUp}. */
    final T awaitWatched() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    settled.await();
                    return answer();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings("NullAway") // A settled answer without a failure has the value that was kept.
    private T answer() {
        Fault overdue = late;
        if (overdue != null) {
            throw new Fault(overdue.code(), String.valueOf(overdue.getMessage()), overdue);
        }
        return switch (failure) {
            case null -> value;
            case Fault fault -> throw new Fault(fault.code(), fault.getMessage(), fault);
            case IllegalStateException e -> throw new IllegalStateException(e.getMessage(), e);
            case Throwable e -> throw new IllegalStateException("the store failed", e);
        };
    }

    private boolean awaitSettled(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return settled.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
