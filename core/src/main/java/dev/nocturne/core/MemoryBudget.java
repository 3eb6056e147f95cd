package dev.nocturne.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the memory that is held for clients at one time: request bodies, what is parsed from them,
 * and pages on their way to a socket. Reserve bytes before reading them. A client may hold at most
 * as much as remains free afterwards (the dynamic threshold of Choudhury and Hahne, IEEE/ACM Trans.
 * Networking 6(2), 1998). A client that is alone can therefore reserve half of the total, and a
 * client that holds little is served however much the others hold. The figures are estimates, not
 * measurements of the heap. Thread-safe.
 */
public final class MemoryBudget {
    /**
     * The divisor of the total that gives the largest hold. A larger request counts as this much,
     * so that it can be served at all.
     */
    private static final int LARGEST_SHARE = 4;

    /**
     * Holds of at most this many bytes may exceed the total by a quarter, so that large requests
     * never block an ordinary one. The limit for each client applies to small holds too, so that
     * one client with many of them leaves room for others.
     */
    private static final int SMALL = 64 * 1024;

    /** The divisor of the heap that gives the budget. The rest is for runs, packs and the store. */
    private static final int HEAP_SHARE = 8;

    private final long total;
    private final Map<String, Long> heldBy = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private long held;

    /** Creates a budget of {@code total} bytes. */
    public MemoryBudget(long total) {
        this.total = total;
    }

    /** A budget of an eighth of this process's maximum heap size. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Opens a hold of zero bytes for the client. Closing the hold releases its bytes. */
    public Hold open(String client) {
        return new Hold(client);
    }

    /** Bytes reserved by all holds. */
    public long reserved() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(String client, long bytes, long more) {
        long limit = bytes + more <= SMALL ? total + total / LARGEST_SHARE : total;
        long free = limit - held - more;
        return free >= 0 && heldBy.getOrDefault(client, 0L) + more <= free;
    }

    private void change(String client, long by) {
        held += by;
        heldBy.merge(client, by, (a, b) -> a + b == 0 ? null : a + b);
        if (by < 0) {
            released.signalAll();
        }
    }

    /**
     * The reservation of one request or stream. For one thread at a time; any thread may close it.
     */
    public final class Hold implements AutoCloseable {
        private final String client;
        private long bytes;
        private boolean closed;

        private Hold(String client) {
            this.client = client;
        }

        /**
         * Changes the reservation to {@code wanted} bytes. Growing waits until other holds release
         * enough; shrinking never waits.
         *
         * @return false if there was no room within {@code patience} or the hold is closed; the
         *     reservation is then unchanged
         */
        public boolean resize(long wanted, Duration patience) throws InterruptedException {
            long target = Math.min(wanted, total / LARGEST_SHARE);
            long left = patience.toNanos();
            lock.lockInterruptibly();
            try {
                while (!closed && target > bytes && !fits(client, bytes, target - bytes)) {
                    if (left <= 0) {
                        return false;
                    }
                    left = released.awaitNanos(left);
                }
                if (closed) {
                    return false;
                }
                set(target);
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** Releases bytes until at most {@code wanted} are reserved. */
        public void shrink(long wanted) {
            lock.lock();
            try {
                if (!closed) {
                    set(Math.min(wanted, bytes));
                }
            } finally {
                lock.unlock();
            }
        }

        private void set(long target) {
            if (target != bytes) {
                change(client, target - bytes);
                bytes = target;
            }
        }

        /** Bytes reserved by this hold. */
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                set(0);
                closed = true;
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
