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

    /** The result of asking for a place. */
    enum Admission {
        GRANTED,
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

    /** At most {@code all} streams; beyond that, only owners below their share get one. */
    public StreamPlaces(int perClient, int all) {
        this.perClient = perClient;
        this.byOwner = new FairShare(all);
    }

    int perClient() {
        return perClient;
    }

    /** Takes a place, if the client and its owner may have one more. */
    Admission take(Client client) {
        lock.lock();
        try {
            int now = taken.getOrDefault(client, 0);
            if (now >= perClient) {
                return Admission.CLIENT_FULL;
            }
            if (!byOwner.admits(client.owner())) {
                return Admission.SERVER_FULL;
            }
            taken.put(client, now + 1);
            byOwner.add(client.owner());
            return Admission.GRANTED;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a place. */
    void release(Client client) {
        lock.lock();
        try {
            taken.computeIfPresent(client, (c, now) -> now == 1 ? null : now - 1);
            byOwner.remove(client.owner());
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of open streams of all clients. */
    public int count() {
        lock.lock();
        try {
            return byOwner.total();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until at most {@code count} streams are open; false if that takes longer than {@code
     * time}.
     */
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
