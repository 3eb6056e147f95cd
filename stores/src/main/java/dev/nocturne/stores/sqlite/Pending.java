package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work handed to a thread of the store, and the answer its caller waits for. {@link #run} and what
 * settles it belong to that thread, {@link #await} to the caller.
 */
abstract class Pending<T extends @Nullable Object> {
    private final CountDownLatch settled = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;
    private volatile @Nullable Fault late;

    /** Does the work and keeps its result; nobody is told before {@link #settle}. */
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

    /** Ends the wait. What becomes of work that has begun is not known to the waiting caller. */
    final void giveUp(Fault why) {
        late = why;
        settle();
    }

    /**
     * The result, or what went wrong. An interrupt does not end the wait, for the work goes on; it
     * is kept for the caller.
     */
    final T await(Duration patience) {
        if (!awaitSettled(patience)) {
            throw Faults.late(patience);
        }
        return answer();
    }

    /** The same without a limit of its own: a watch calls {@link #giveUp}. */
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
