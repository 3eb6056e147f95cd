package dev.nocturne.core.stream;

import dev.nocturne.core.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a session's writer and its subscribers share: how far the log is durable, and its last
 * frames. It exists while somebody writes or reads the session; it is never the truth, only a way
 * to spare the store.
 */
public final class Feed {
    /** Frames kept for readers near the tail: some seconds of a lively run. */
    static final int CACHED_FRAMES = 512;

    /** And their size: four writes of a lagging reader. */
    static final int CACHED_BYTES = 256 * 1024;

    private final SessionId session;
    private final Set<Subscription> subscribers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Frame> cache = new ArrayList<>();
    private int cachedBytes;
    private volatile long tail;
    private volatile boolean deleted;
    private volatile boolean closing;

    Feed(SessionId session) {
        this.session = session;
    }

    public SessionId session() {
        return session;
    }

    /** The last seq known to be durable. */
    long tail() {
        return tail;
    }

    boolean deleted() {
        return deleted;
    }

    boolean closing() {
        return closing;
    }

    /** Tells of newly durable frames, in order. Only the session's writer calls it. */
    public void publish(List<Frame> frames) {
        if (frames.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (!cache.isEmpty() && cache.getLast().seq() + 1 != frames.getFirst().seq()) {
                clearCache();
            }
            for (Frame frame : frames) {
                cache.add(frame);
                cachedBytes += frame.size();
            }
            trim();
            tail = Math.max(tail, frames.getLast().seq());
        } finally {
            lock.unlock();
        }
        wakeAll();
    }

    /** Makes known that the log reaches at least this far: what a reader saw in the store. */
    public void reached(long seq) {
        lock.lock();
        try {
            tail = Math.max(tail, seq);
        } finally {
            lock.unlock();
        }
    }

    /** The session is gone for ever. */
    public void delete() {
        deleted = true;
        wakeAll();
    }

    /** The server goes away. */
    void closeDown() {
        closing = true;
        wakeAll();
    }

    /**
     * Cached frames after seq {@code cursor}, about {@code maxBytes} of them; empty when the cache
     * does not reach back.
     */
    List<Frame> after(long cursor, int maxBytes) {
        lock.lock();
        try {
            if (cache.isEmpty() || cache.getFirst().seq() > cursor + 1) {
                return List.of();
            }
            int from = (int) (cursor + 1 - cache.getFirst().seq());
            int to = from;
            for (int bytes = 0; to < cache.size() && (to == from || bytes < maxBytes); to++) {
                bytes += cache.get(to).size();
            }
            return from >= to ? List.of() : new ArrayList<>(cache.subList(from, to));
        } finally {
            lock.unlock();
        }
    }

    void join(Subscription subscription) {
        subscribers.add(subscription);
    }

    void leave(Subscription subscription) {
        subscribers.remove(subscription);
    }

    /** Reminds subscribers that have nothing to deliver to say that they live. */
    void heartbeat() {
        subscribers.forEach(Subscription::beat);
    }

    private void wakeAll() {
        subscribers.forEach(Subscription::wake);
    }

    /** Drops the older half when over a limit, so that a frame is moved only a few times. */
    private void trim() {
        while (cache.size() > CACHED_FRAMES || (cachedBytes > CACHED_BYTES && cache.size() > 1)) {
            List<Frame> older = cache.subList(0, (cache.size() + 1) / 2);
            older.forEach(frame -> cachedBytes -= frame.size());
            older.clear();
        }
    }

    private void clearCache() {
        cache.clear();
        cachedBytes = 0;
    }
}
