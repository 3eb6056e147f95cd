package dev.nocturne.core.stream;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the writer and the subscribers of a session share: the log's durable tail and its last
 * frames. A feed exists while the session is written or read. It only saves reads from the store;
 * the log remains authoritative.
 */
public final class Feed {
    /** Frames that are kept although all readers have them, for clients that reconnect. */
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

    boolean isDeleted() {
        return deleted;
    }

    boolean isClosing() {
        return closing;
    }

    /**
     * Publishes newly durable events, in order. Only the session's writer calls this. Without
     * readers nothing is encoded or kept, because later readers find the events in the store.
     */
    public void publish(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        recent =
                subscribers.isEmpty()
                        ? Recent.NONE
                        : recent.with(events.stream().map(Frame::of).toList(), read());
        raiseTail(events.getLast().seq());
        wakeAll();
    }

    /** The seq up to which every reader has read, so that frames up to it can be dropped. */
    private long read() {
        long read = tail - READ_FRAMES;
        for (Subscription each : subscribers) {
            read = Math.min(read, each.cursor());
        }
        return read;
    }

    /** Raises the durable tail to a seq that a reader has found in the store. */
    public void raiseTail(long seq) {
        lock.lock();
        try {
            tail = Math.max(tail, seq);
        } finally {
            lock.unlock();
        }
    }

    /** Marks the session as deleted and wakes all readers. */
    public void delete() {
        deleted = true;
        wakeAll();
    }

    /** Marks the server as stopping and wakes all readers. */
    void closeDown() {
        closing = true;
        wakeAll();
    }

    /**
     * The last frames after seq {@code cursor}, about {@code maxBytes} of them; empty if the kept
     * frames do not reach back to the cursor.
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

    /** Makes subscribers that have nothing to deliver send a heartbeat. */
    void heartbeat() {
        subscribers.forEach(Subscription::beat);
    }

    private void wakeAll() {
        subscribers.forEach(Subscription::wake);
    }
}
