package dev.nocturne.core.engine;

import dev.nocturne.core.Text;
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
 * Publishes an answer. Pieces of text go into a buffer, from which a thread writes deltas to the
 * log. So the orchestrator does not wait for the log, the order is kept, and many small tokens
 * become few events.
 */
final class AnswerPublisher implements AnswerStream {
    /**
     * How long text is buffered before it is published: as fast as people read, with few events.
     */
    static final Duration LINGER = Duration.ofMillis(50);

    /** The most bytes of JSON of a delta's text, so that the event stays below 1 kB. */
    static final int DELTA_BYTES = 900;

    /** The most buffered characters; with more, the orchestrator waits for the log. */
    private static final int MOST_WAITING = 64 * 1024;

    /** The most characters of an answer. Further text is cut, and the answer says so. */
    static final int MOST_CHARS = 256 * 1024;

    private static final String CUT =
            "\n\n[The answer was cut here: it is longer than 256 k characters.]";

    private final RunPort port;
    private final String freshId;
    private final EarlierAnswers before;
    private final ReasoningFilter filter = new ReasoningFilter();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder waiting = new StringBuilder();
    private final Thread publisher;
    private long lastPublished;
    private int accepted;
    private boolean closed;
    private volatile boolean abandoned;
    private @Nullable RuntimeException failure;

    // Used only by the publishing thread.
    private @Nullable String id;
    private final StringBuilder whole = new StringBuilder();

    private AnswerPublisher(RunPort port, String freshId, EarlierAnswers before) {
        this.port = port;
        this.freshId = freshId;
        this.before = before;
        this.publisher = Thread.ofVirtual().name("answer-" + freshId).unstarted(this::publish);
    }

    static AnswerPublisher start(RunPort port, String freshId, EarlierAnswers before) {
        AnswerPublisher answer = new AnswerPublisher(port, freshId, before);
        answer.publisher.start();
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

    /** The reasoning found in the answer since the last call; empty if there was none. */
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
        awaitPublisher();
        rethrow();
    }

    /** Abandons the answer, because the run ended without closing it; nothing more is published. */
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
            waiting.append(Text.cut(shown, room)).append(CUT);
        }
        accepted += Math.min(shown.length(), Math.max(room, 0));
        changed.signalAll();
    }

    private void awaitRoom() {
        while (waiting.length() > MOST_WAITING && failure == null) {
            changed.awaitUninterruptibly();
        }
    }

    private void awaitPublisher() {
        boolean interrupted = false;
        while (true) {
            try {
                publisher.join();
                break;
            } catch (InterruptedException e) {
                // The thread ends by itself: each of its appends has a time limit, and it makes no
                // // more after the end of the turn.
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

    private void publish() {
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
     * Waits for the next delta's text: until there is enough, or some has been buffered long
     * enough. Returns null at the end.
     */
    private @Nullable String next() {
        lock.lock();
        try {
            while (true) {
                long linger = lastPublished + LINGER.toNanos() - System.nanoTime();
                if (waiting.length() >= DELTA_BYTES
                        || (!waiting.isEmpty() && (closed || linger <= 0))) {
                    int length = DeltaSize.fit(waiting, DELTA_BYTES);
                    String text = waiting.substring(0, length);
                    waiting.delete(0, length);
                    lastPublished = System.nanoTime();
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
            throw new IllegalStateException("the publishing thread was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Publishes text. In a resumed run, text that was published before is skipped; where the text
     * differs from then, a new answer begins.
     */
    private void emitText(String text) {
        whole.append(text);
        if (id != null) {
            emit(List.of(new Payload.MessageDelta(id, text)));
        } else if (!before.covers(whole.toString())) {
            emit(open());
        }
    }

    /**
     * Decides which message the text so far belongs to; returns the events for what was not
     * published before.
     */
    private List<Payload> open() {
        List<Payload> events = new ArrayList<>();
        String rest = whole.toString();
        EarlierAnswers.Earlier cutOff = before.takeCutOff().orElse(null);
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
            int length = DeltaSize.fit(rest, DELTA_BYTES);
            events.add(new Payload.MessageDelta(idOf(), rest.substring(0, length)));
            rest = rest.substring(length);
        }
        return events;
    }

    private void complete() {
        if (id == null && before.takeWhole(whole.toString())) {
            return;
        }
        List<Payload> events = id == null ? open() : new ArrayList<>();
        events.add(new Payload.MessageComplete(idOf(), whole.toString()));
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
