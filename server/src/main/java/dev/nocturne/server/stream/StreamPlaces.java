package dev.nocturne.server.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many streams each client has open, and that it has not too many. */
public final class StreamPlaces {
    /** A client: streams of one owner from one address. */
    record Client(String owner, String address) {}

    private final int perClient;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Map<Client, Integer> taken = new HashMap<>();

    public StreamPlaces(int perClient) {
        this.perClient = perClient;
    }

    int perClient() {
        return perClient;
    }

    /** Takes a place; false when the client has all it may have. */
    boolean take(Client client) {
        lock.lock();
        try {
            int now = taken.getOrDefault(client, 0);
            if (now >= perClient) {
                return false;
            }
            taken.put(client, now + 1);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void give(Client client) {
        lock.lock();
        try {
            taken.computeIfPresent(client, (c, now) -> now == 1 ? null : now - 1);
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Streams open now, of all clients. */
    public int open() {
        lock.lock();
        try {
            return taken.values().stream().mapToInt(Integer::intValue).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no more than so many are open; false when they still are after the time. */
    public boolean awaitAtMost(int count, Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (taken.values().stream().mapToInt(Integer::intValue).sum() > count) {
                if (left <= 0) {
                    return false;
                }
                left = fewer.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
