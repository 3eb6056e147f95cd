package dev.nocturne.core.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A writer's bounded queue of submissions. It closes only when it is empty or when its owner closes
 * it.
 */
final class Mailbox {
    /**
     * The most submissions that wait for one writer: more than a run's parallel tool calls and many
     * clients together.
     */
    static final int CAPACITY = 256;

    enum Offer {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Submission> queue = new ArrayDeque<>();
    private boolean closed;

    /** Adds a submission, waiting at most {@code patience} for room. */
    Offer offer(Submission submission, Duration patience) {
        long nanos = patience.toNanos();
        boolean interrupted = false;
        lock.lock();
        try {
            while (!closed && queue.size() >= CAPACITY) {
                if (nanos <= 0) {
                    return Offer.FULL;
                }
                try {
                    nanos = changed.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                    nanos = 0;
                }
            }
            if (closed) {
                return Offer.CLOSED;
            }
            queue.add(submission);
            changed.signalAll();
            return Offer.ACCEPTED;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * All that waits, after waiting for the first at most so long; empty when nothing came or it
     * was closed.
     */
    List<Submission> take(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (queue.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Takes submissions without a time limit; empty only if the mailbox is closed. */
    List<Submission> take() throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.await();
            }
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the mailbox if it is empty; returns whether it is closed now. */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            closed = closed || queue.isEmpty();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the mailbox and returns the waiting submissions, which will not be processed. */
    List<Submission> close() {
        lock.lock();
        try {
            closed = true;
            return drain();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private List<Submission> drain() {
        List<Submission> all = new ArrayList<>(queue);
        queue.clear();
        changed.signalAll();
        return all;
    }
}
