package dev.nocturne.server.stream;

import dev.nocturne.core.FairShare;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts open streams, limits those of each client, and shares the places of all fairly among
 * owners.
 */
public final class StreamPlaces {
    /**
     * Streams of all owners: with the buffers of their connections some 240 MB when all are idle.
     */
    public static final int ALL = 20_000;

    enum Taken {
        YES,
        CLIENT_FULL,
        SERVER_FULL
    }

    /** A client: streams of one owner from one address. */
    record Client(String owner, String address) {}

    private final int perClient;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Map<Client, Integer> taken = new HashMap<>();

    private final FairShare byOwner;

    /** At most {@code all} streams, but for owners that have less than their share of them. */
    public StreamPlaces(int perClient, int all) {
        this.perClient = perClient;
        this.byOwner = new FairShare(all);
    }

    int perClient() {
        return perClient;
    }

    /** Takes a place, if the client and its owner may have one more. */
    Taken take(Client client) {
        lock.lock();
        try {
            int now = taken.getOrDefault(client, 0);
            if (now >= perClient) {
                return Taken.CLIENT_FULL;
            }
            if (!byOwner.admits(client.owner())) {
                return Taken.SERVER_FULL;
            }
            taken.put(client, now + 1);
            byOwner.add(client.owner());
            return Taken.YES;
        } finally {
            lock.unlock();
        }
    }

    void give(Client client) {
        lock.lock();
        try {
            taken.computeIfPresent(client, (c, now) -> now == 1 ? null : now - 1);
            byOwner.remove(client.owner());
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Streams open now, of all clients. */
    public int open() {
        lock.lock();
        try {
            return byOwner.total();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no more than so many are open; false when they still are after the time. */
    public boolean awaitAtMost(int count, Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (byOwner.total() > count) {
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
