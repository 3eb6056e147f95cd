package dev.nocturne.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes that may be held for clients at once: request bodies and what is parsed from them, pages on
 * their way to a socket. Reserve before the bytes are taken in. A client may hold as much as is
 * then still free (the dynamic threshold of Choudhury and Hahne, IEEE/ACM Trans. Networking 6(2),
 * 1998): alone it gets half, and a client that holds little is served however greedy the others
 * are. The figures are estimates, not the heap's own accounting. Safe for many threads.
 */
public final class MemoryBudget {
    /** No single hold takes more: what is larger counts as this, so that it can be served alone. */
    private static final int LARGEST_SHARE = 4;

    /**
     * A hold of at most this may use a quarter more than the total, so that large requests never
     * keep an ordinary one out. Its client's share counts here too: one client with many small
     * holds leaves room for the others.
     */
    private static final int SMALL = 64 * 1024;

    /** The part of the heap that clients may fill: the rest is for runs, packs and the store. */
    private static final int HEAP_SHARE = 8;

    private final long total;
    private final Map<String, Long> heldBy = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private long held;

    /** A budget of so many bytes. */
    public MemoryBudget(long total) {
        this.total = total;
    }

    /** An eighth of the largest heap this process may have. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Begins with nothing; give it back by closing it. */
    public Hold open(String client) {
        return new Hold(client);
    }

    /** Bytes that are reserved now. */
    public long held() {
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

    /** What one request or stream has reserved. For one thread at a time; closing it is safe. */
    public final class Hold implements AutoCloseable {
        private final String client;
        private long bytes;
        private boolean closed;

        private Hold(String client) {
            this.client = client;
        }

        /**
         * Makes it so many bytes in all. Giving back never waits; taking more waits for others to
         * give back.
         *
         * @return false when there was no room within {@code patience}; then nothing has changed
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

        /** Gives back all but so many bytes. */
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
