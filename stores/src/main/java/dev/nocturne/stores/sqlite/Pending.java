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
    private volatile boolean overdue;

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

    /** Ends the wait of whoever waits; the work may still be done. */
    final void giveUp() {
        overdue = true;
        settle();
    }

    /**
     * The result, or what went wrong. An interrupt does not end the wait, for the work goes on; it
     * is kept for the caller.
     */
    final T await(Duration patience) {
        if (!awaitSettled(patience)) {
            throw late(patience);
        }
        return answer(patience);
    }

    /** The same where somebody else watches the time, and gives up after {@code patience}. */
    final T awaitWatched(Duration patience) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    settled.await();
                    return answer(patience);
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

    private static Fault late(Duration patience) {
        return Faults.of("The database did not answer within " + patience.toSeconds() + " s.");
    }

    @SuppressWarnings("NullAway") // A settled answer without a failure has the value that was kept.
    private T answer(Duration patience) {
        if (overdue) {
            throw late(patience);
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
