package dev.nocturne.core.stream;

import dev.nocturne.core.MemoryBudget;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.session.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a session's log that first catches up and then follows; history and live are the
 * same loop. For one reading thread; any thread may close it.
 */
public final class Subscription implements AutoCloseable {
    /** Where a subscription begins and ends. */
    public sealed interface Until {
        /** The session rests: replay to {@code tail}, then done. */
        record Tail(long tail, Status status) implements Until {}

        /** A turn runs: done after the first turn's end beyond {@code seq}. */
        record TurnEndAfter(long seq) implements Until {}

        /** Until the session is deleted. */
        record Deleted() implements Until {}
    }

    /** Events read from the store at once, at first; adapts to how many fit into a write. */
    private static final int FIRST_READ = 64;

    private static final int LEAST_READ = 8;
    private static final int MOST_READ = 1024;

    /** The largest event there usually is: data of an agent elsewhere (PROTOCOL.md, section 7). */
    private static final int LARGEST_EVENT = 256 * 1024;

    /** How long a reader that lags waits for memory before it looks for its end or a heartbeat. */
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

    /** Takes over the hold on the feed. */
    public Subscription(Feeds feeds, Feed feed, EventLog log, long after, Until until) {
        this.feeds = feeds;
        this.feed = feed;
        this.log = log;
        this.cursor = after;
        this.until = until;
        feed.join(this);
    }

    /**
     * Reserves what is read from the store, until the delivery after it is asked for. Frames that
     * readers share are not counted. Call it before the first delivery.
     */
    public void reserveFrom(MemoryBudget.Hold hold) {
        this.memory = hold;
    }

    /** The seq of the last event delivered. */
    public long cursor() {
        return cursor;
    }

    /** Waits for what comes next. Returns at least every few seconds. */
    public Delivery next(int maxBytes) throws InterruptedException {
        while (true) {
            Optional<Delivery> ready = poll(maxBytes);
            if (ready.isPresent()) {
                return ready.get();
            }
            waiting = Thread.currentThread();
            if (!ready()) {
                // Woken by publish, delete, close and the heartbeat tick: no timed park for each of
                // thousands of streams.
                LockSupport.park(this);
            }
            waiting = null;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** What comes next if it is there already. */
    public Optional<Delivery> poll(int maxBytes) {
        if (memory != null) {
            memory.shrink(0);
        }
        if (end == null) {
            end = ended();
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

    private @Nullable Delivery ended() {
        if (feed.deleted()) {
            return new Delivery.Done("deleted");
        }
        return feed.closing() || closed ? new Delivery.Closing() : null;
    }

    /** Empty when there is no memory for them now. */
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
            // The log reached further and has nothing now: the session was deleted under us.
            end = new Delivery.Done("deleted");
            return Optional.of(end);
        }
        List<Frame> mine = upToEnd(frames);
        cursor = mine.getLast().seq();
        delivered = true;
        return Optional.of(new Delivery.Frames(mine));
    }

    /** The events of a page, and their frames. */
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
        // Not beyond what the writer has told of: only then does everybody else see it too.
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

    private boolean ready() {
        return cursor < feed.tail() || beatDue || feed.deleted() || feed.closing() || closed;
    }

    /** One tick of the heartbeat: due only when nothing was delivered since the last. */
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

    /** Gives the feed back; a waiting reader returns. */
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
