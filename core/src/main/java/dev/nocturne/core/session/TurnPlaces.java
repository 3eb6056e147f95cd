package dev.nocturne.core.session;

import dev.nocturne.core.FairShare;
import dev.nocturne.core.SessionId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places of running turns, shared fairly among owners. A turn that only waits for approvals
 * gives up its place. When it continues, it takes a place again or waits for one, first come first
 * served.
 */
final class TurnPlaces {
    /**
     * The number of waiting turns for each place, shared fairly too, because each keeps its thread
     * and its data in memory. A turn beyond this limit keeps its place while it waits.
     */
    private static final int WAITING_PER_PLACE = 4;

    enum Taken {
        NEW,
        ALREADY,
        FULL
    }

    private final int places;
    private final FairShare running;
    private final FairShare waiting;
    private final Map<SessionId, String> holders = new HashMap<>();
    private final Map<SessionId, String> resting = new HashMap<>();
    private final Map<SessionId, String> queue = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    TurnPlaces(int places) {
        this.places = places;
        this.running = new FairShare(places);
        this.waiting = new FairShare(Math.multiplyExact(places, WAITING_PER_PLACE));
    }

    /** Takes a place for a new turn. */
    Taken take(SessionId session, String owner) {
        lock.lock();
        try {
            if (holders.containsKey(session)
                    || resting.containsKey(session)
                    || queue.containsKey(session)) {
                return Taken.ALREADY;
            }
            if (!running.admits(owner)) {
                return Taken.FULL;
            }
            hold(session, owner);
            return Taken.NEW;
        } finally {
            lock.unlock();
        }
    }

    /** Why {@link #take} refuses. */
    String refusal(String owner) {
        lock.lock();
        try {
            return "%d turns are running, %d of them yours, and the limit is %d. Try again shortly."
                    .formatted(running.total(), running.placesOf(owner), places);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place regardless of the limit, for a turn that was accepted before. */
    void count(SessionId session, String owner) {
        lock.lock();
        try {
            remove(session);
            hold(session, owner);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives up the place of a turn that now only waits for approvals. */
    void rest(SessionId session, String owner) {
        lock.lock();
        try {
            if (resting.containsKey(session) || !waiting.admits(owner)) {
                return;
            }
            remove(session);
            resting.put(session, owner);
            waiting.add(owner);
            admitQueued();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a turn that continues a place, or puts it into the queue. */
    void queue(SessionId session) {
        lock.lock();
        try {
            String owner = resting.remove(session);
            if (owner != null) {
                waiting.remove(owner);
                queue.put(session, owner);
                admitQueued();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the turn waits for a place. */
    boolean isQueued(SessionId session) {
        lock.lock();
        try {
            return queue.containsKey(session);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the turn has left the queue: it has a place, or has ended. */
    void awaitPlace(SessionId session) throws InterruptedException {
        lock.lock();
        try {
            while (queue.containsKey(session)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the turn holds no place: it has ended, or waits for approvals. */
    void awaitReleased(SessionId session) throws InterruptedException {
        lock.lock();
        try {
            while (holders.containsKey(session)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up the place of a turn that has ended. */
    void give(SessionId session) {
        lock.lock();
        try {
            remove(session);
            admitQueued();
        } finally {
            lock.unlock();
        }
    }

    /** The number of turns that hold a place. */
    int count() {
        lock.lock();
        try {
            return running.total();
        } finally {
            lock.unlock();
        }
    }

    private void hold(SessionId session, String owner) {
        holders.put(session, owner);
        running.add(owner);
    }

    private void remove(SessionId session) {
        queue.remove(session);
        String holder = holders.remove(session);
        if (holder != null) {
            running.remove(holder);
        }
        String rested = resting.remove(session);
        if (rested != null) {
            waiting.remove(rested);
        }
    }

    private void admitQueued() {
        for (Iterator<Map.Entry<SessionId, String>> each = queue.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<SessionId, String> next = each.next();
            if (running.admits(next.getValue())) {
                each.remove();
                hold(next.getKey(), next.getValue());
            }
        }
        changed.signalAll();
    }
}
