package dev.nocturne.core.stream;

import dev.nocturne.core.MemoryBudget;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.status.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a session's log. It delivers the events that exist and then follows new ones; both
 * are the same loop. For one reading thread; any thread may close it.
 */
public final class Subscription implements AutoCloseable {
    /** Where a subscription ends. */
    public sealed interface Until {
        /** Ends at {@code tail}, because no turn is running. */
        record Tail(long tail, Status status) implements Until {}

        /** Ends with the first turn that ends after {@code seq}. */
        record TurnEndAfter(long seq) implements Until {}

        /** Ends when the session is deleted. */
        record Deleted() implements Until {}
    }

    /**
     * The size of the first read from the store; later reads adapt to how many events fit into a
     * write.
     */
    private static final int FIRST_READ = 64;

    private static final int LEAST_READ = 8;
    private static final int MOST_READ = 1024;

    /**
     * The size of the largest ordinary event: data of an external agent (PROTOCOL.md, section 7).
     */
    private static final int LARGEST_EVENT = 256 * 1024;

    /** How long a lagging reader waits for memory before it checks for its end or a heartbeat. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Feeds feeds;
    private final Feed feed;
    private final EventLog log;
    private final Until until;
    private volatile long cursor;
    private int readAhead = FIRST_READ;
    private @Nullable Delivery end;
    private volatile @Nullable Thread waiting;
    private volatile boolean beatDue;
    private volatile boolean delivered;
    private volatile boolean closed;
    private final AtomicBoolean given = new AtomicBoolean();
    private MemoryBudget.@Nullable Hold memory;

    /** Creates a subscription that releases the feed when it is closed. */
    public Subscription(Feeds feeds, Feed feed, EventLog log, long after, Until until) {
        this.feeds = feeds;
        this.feed = feed;
        this.log = log;
        this.cursor = after;
        this.until = until;
        feed.join(this);
    }

    /**
     * Reserves memory for what is read from the store, until the next delivery is requested. Frames
     * that readers share are not counted. Call this before the first delivery.
     */
    public void reserveFrom(MemoryBudget.Hold hold) {
        this.memory = hold;
    }

    /** The seq of the last event delivered. */
    public long cursor() {
        return cursor;
    }

    /** Waits for the next delivery. Returns at least every few seconds. */
    public Delivery next(int maxBytes) throws InterruptedException {
        while (true) {
            Optional<Delivery> ready = poll(maxBytes);
            if (ready.isPresent()) {
                return ready.get();
            }
            waiting = Thread.currentThread();
            if (!isReady()) {
                // Publish, delete, close and the heartbeat wake this thread, so that thousands of
                // // streams need no timers of their own.
                LockSupport.park(this);
            }
            waiting = null;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** The next delivery if it is available without waiting. */
    public Optional<Delivery> poll(int maxBytes) {
        if (memory != null) {
            memory.shrink(0);
        }
        if (end == null) {
            end = checkEnd();
        }
        if (end != null) {
            return Optional.of(end);
        }
        if (cursor < feed.tail()) {
            Optional<Delivery> frames = frames(maxBytes);
            if (frames.isPresent()) {
                return frames;
            }
        }
        if (until instanceof Until.Tail rest && cursor >= rest.tail()) {
            end = new Delivery.Done(rest.status().wireName());
            return Optional.of(end);
        }
        if (beatDue) {
            beatDue = false;
            return Optional.of(new Delivery.Heartbeat());
        }
        return Optional.empty();
    }

    private @Nullable Delivery checkEnd() {
        if (feed.isDeleted()) {
            return new Delivery.Done("deleted");
        }
        return feed.isClosing() || closed ? new Delivery.Closing() : null;
    }

    /** The next frames; empty if there is no memory for them now. */
    private Optional<Delivery> frames(int maxBytes) {
        List<Frame> frames = feed.after(cursor, maxBytes);
        if (frames.isEmpty()) {
            if (!reserve(maxBytes)) {
                return Optional.empty();
            }
            frames = read(maxBytes);
            keepReserved(frames);
        }
        if (frames.isEmpty()) {
            // The log was longer and is empty now: the session was deleted meanwhile.
            end = new Delivery.Done("deleted");
            return Optional.of(end);
        }
        List<Frame> mine = upToEnd(frames);
        cursor = mine.getLast().seq();
        delivered = true;
        return Optional.of(new Delivery.Frames(mine));
    }

    /** Reserves memory for the events of a page and their frames. */
    private boolean reserve(int maxBytes) {
        if (memory == null) {
            return true;
        }
        try {
            return memory.resize(2L * Math.max(maxBytes, LARGEST_EVENT), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void keepReserved(List<Frame> frames) {
        if (memory != null) {
            memory.shrink(frames.stream().mapToLong(Frame::size).sum());
        }
    }

    private List<Frame> read(int maxBytes) {
        // Does not read beyond the published tail, so that all readers see the same events.
        int limit = (int) Math.min(readAhead, feed.tail() - cursor);
        List<Event> events = log.read(feed.session(), cursor, limit, maxBytes);
        List<Frame> frames = new ArrayList<>(events.size());
        int bytes = 0;
        for (Event event : events) {
            if (bytes >= maxBytes) {
                break;
            }
            Frame frame = Frame.of(event);
            frames.add(frame);
            bytes += frame.size();
        }
        boolean allFit = frames.size() == events.size();
        readAhead = Math.clamp(allFit ? readAhead * 2L : frames.size() + 1L, LEAST_READ, MOST_READ);
        return frames;
    }

    private List<Frame> upToEnd(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            Optional<Status> last = endsAt(frames.get(i));
            if (last.isPresent()) {
                end = new Delivery.Done(last.get().wireName());
                return frames.subList(0, i + 1);
            }
        }
        return frames;
    }

    private Optional<Status> endsAt(Frame frame) {
        return switch (until) {
            case Until.Tail rest ->
                    frame.seq() == rest.tail() ? Optional.of(rest.status()) : Optional.empty();
            case Until.TurnEndAfter running ->
                    frame.seq() > running.seq() ? frame.ends() : Optional.empty();
            case Until.Deleted forever -> Optional.empty();
        };
    }

    private boolean isReady() {
        return cursor < feed.tail() || beatDue || feed.isDeleted() || feed.isClosing() || closed;
    }

    /**
     * Takes one tick of the heartbeat, which is sent only if nothing was delivered since the last
     * tick.
     */
    void beat() {
        if (delivered) {
            delivered = false;
        } else {
            beatDue = true;
            wake();
        }
    }

    void wake() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Releases the feed and wakes a waiting reader. */
    @Override
    public void close() {
        if (given.compareAndSet(false, true)) {
            closed = true;
            feed.leave(this);
            feeds.release(feed);
            wake();
        }
    }
}
