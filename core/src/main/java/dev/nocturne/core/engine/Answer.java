package dev.nocturne.core.engine;

import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.ReasoningFilter;
import dev.nocturne.core.run.RunOver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way out: pieces go into a buffer, a thread of its own takes them out as deltas.
 * So the writer of the text never waits for the log, order is kept, and many small tokens become
 * few events.
 */
final class Answer implements AnswerStream {
    /** Text waits this long for more before it is told: a quick reader's pace, and few events. */
    static final Duration LINGER = Duration.ofMillis(50);

    /** Bytes of JSON that a delta's text takes at most, so that the event stays under 1 kB. */
    static final int DELTA_BYTES = 900;

    /** Characters waiting to be told; the orchestrator waits when the log is that far behind. */
    private static final int MOST_WAITING = 64 * 1024;

    /** Characters of an answer. What is beyond is cut, and the answer says so. */
    static final int MOST_CHARS = 256 * 1024;

    private static final String CUT =
            "\n\n[The answer was cut here: it is longer than 256 k characters.]";

    private final RunPort port;
    private final String freshId;
    private final ToldBefore before;
    private final ReasoningFilter filter = new ReasoningFilter();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder waiting = new StringBuilder();
    private final Thread teller;
    private long lastTold;
    private int accepted;
    private boolean closed;
    private volatile boolean abandoned;
    private @Nullable RuntimeException failure;

    // Of the teller alone.
    private @Nullable String id;
    private final StringBuilder told = new StringBuilder();

    private Answer(RunPort port, String freshId, ToldBefore before) {
        this.port = port;
        this.freshId = freshId;
        this.before = before;
        this.teller = Thread.ofVirtual().name("answer-" + freshId).unstarted(this::tell);
    }

    static Answer start(RunPort port, String freshId, ToldBefore before) {
        Answer answer = new Answer(port, freshId, before);
        answer.teller.start();
        return answer;
    }

    @Override
    public void write(String piece) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the answer is complete");
            }
            awaitRoom();
            take(filter.accept(piece));
        } finally {
            lock.unlock();
        }
    }

    /** Reasoning met in the answer since the last call; empty for none. */
    String takeReasoning() {
        lock.lock();
        try {
            return filter.takeReasoning();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                take(filter.finish());
                closed = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        awaitTeller();
        rethrow();
    }

    /** The run is over without an end of its answer: tells nothing more. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            closed = true;
            waiting.setLength(0);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void take(String shown) {
        rethrow();
        int room = MOST_CHARS - accepted;
        if (shown.length() <= room) {
            waiting.append(shown);
        } else if (room > 0) {
            waiting.append(shown, 0, room).append(CUT);
        }
        accepted += Math.min(shown.length(), Math.max(room, 0));
        changed.signalAll();
    }

    private void awaitRoom() {
        while (waiting.length() > MOST_WAITING && failure == null) {
            changed.awaitUninterruptibly();
        }
    }

    private void awaitTeller() {
        boolean interrupted = false;
        while (true) {
            try {
                teller.join();
                break;
            } catch (InterruptedException e) {
                // The teller ends by itself: each of its appends has a limit, and none is made once
                // the turn is over.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        RuntimeException cause = failure;
        if (cause instanceof RunOver) {
            throw new RunOver();
        } else if (cause != null) {
            throw cause;
        }
    }

    private void tell() {
        try {
            for (String text = next(); text != null; text = next()) {
                emitText(text);
            }
            if (!abandoned) {
                complete();
            }
        } catch (RuntimeException e) {
            lock.lock();
            try {
                failure = e;
                waiting.setLength(0);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * The next delta's text, or null at the end. Waits until there is enough, or some has waited
     * long enough.
     */
    private @Nullable String next() {
        lock.lock();
        try {
            while (true) {
                long linger = lastTold + LINGER.toNanos() - System.nanoTime();
                if (waiting.length() >= DELTA_BYTES
                        || (!waiting.isEmpty() && (closed || linger <= 0))) {
                    int length = DeltaSize.fitting(waiting, DELTA_BYTES);
                    String text = waiting.substring(0, length);
                    waiting.delete(0, length);
                    lastTold = System.nanoTime();
                    changed.signalAll();
                    return text;
                } else if (closed) {
                    return null;
                } else if (waiting.isEmpty()) {
                    changed.awaitUninterruptibly();
                } else {
                    linger = changed.awaitNanos(linger);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the teller", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * On a resumed run, text told before is not told again; where it differs from then, a new
     * answer begins.
     */
    private void emitText(String text) {
        told.append(text);
        if (id != null) {
            emit(List.of(new Payload.MessageDelta(id, text)));
        } else if (!before.covers(told.toString())) {
            emit(open());
        }
    }

    /**
     * Decides which message the text so far belongs to, and tells what of it was not told before.
     */
    private List<Payload> open() {
        List<Payload> events = new ArrayList<>();
        String rest = told.toString();
        ToldBefore.Told cutOff = before.takeCutOff().orElse(null);
        if (cutOff != null && rest.startsWith(cutOff.text())) {
            id = cutOff.id();
            rest = rest.substring(cutOff.text().length());
        } else {
            if (cutOff != null) {
                events.add(new Payload.MessageComplete(cutOff.id(), cutOff.text()));
            }
            id = freshId;
            events.add(new Payload.MessageStart(freshId));
        }
        while (!rest.isEmpty()) {
            int length = DeltaSize.fitting(rest, DELTA_BYTES);
            events.add(new Payload.MessageDelta(idOf(), rest.substring(0, length)));
            rest = rest.substring(length);
        }
        return events;
    }

    private void complete() {
        if (id == null && before.takeWhole(told.toString())) {
            return;
        }
        List<Payload> events = id == null ? open() : new ArrayList<>();
        events.add(new Payload.MessageComplete(idOf(), told.toString()));
        emit(events);
    }

    private String idOf() {
        if (id == null) {
            throw new IllegalStateException("the answer is not open");
        }
        return id;
    }

    private void emit(List<Payload> events) {
        if (!events.isEmpty()) {
            port.emit(events, List.of());
        }
    }
}
