package dev.nocturne.core.stream;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
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
    /** Frames that stay though all have read them: for who comes back after a broken line. */
    private static final int READ_FRAMES = 16;

    private final SessionId session;
    private final Set<Subscription> subscribers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Recent recent = Recent.NONE;
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

    /**
     * Tells of newly durable events, in order. Only the session's writer calls it. Nothing is
     * encoded or kept where nobody reads: whoever comes later finds it in the store.
     */
    public void publish(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        recent =
                subscribers.isEmpty()
                        ? Recent.NONE
                        : recent.with(events.stream().map(Frame::of).toList(), read());
        reached(events.getLast().seq());
        wakeAll();
    }

    /** Up to which seq frames may go: every reader has them. One that lags keeps them all. */
    private long read() {
        long read = tail - READ_FRAMES;
        for (Subscription each : subscribers) {
            read = Math.min(read, each.cursor());
        }
        return read;
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
     * The last frames after seq {@code cursor}, about {@code maxBytes} of them; empty when those
     * kept do not reach back so far.
     */
    List<Frame> after(long cursor, int maxBytes) {
        return recent.after(cursor, maxBytes);
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
}
