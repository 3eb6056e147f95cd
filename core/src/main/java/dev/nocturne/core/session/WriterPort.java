package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.engine.RunPort;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.RunOver;
import dev.nocturne.core.stream.Delivery;
import dev.nocturne.core.stream.Feeds;
import dev.nocturne.core.stream.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Connects a run to its session: it writes through the session's writer and reads through the feed.
 */
final class WriterPort implements RunPort {
    /** The number of bytes of frames read at once while a run follows its session's log. */
    private static final int FOLLOWED_BYTES = 64 * 1024;

    private final SessionId session;
    private final String runId;
    private final int attempt;
    private final Turns.Post post;
    private final Store store;
    private final Feeds feeds;
    private final BooleanSupplier closing;
    private final Places places;

    /** Waits until the session's turn has a place. */
    interface Places {
        void await(SessionId session) throws InterruptedException;
    }

    /** {@code closing} says whether the process is stopping. */
    WriterPort(
            SessionState begun,
            String runId,
            Turns.Post post,
            Store store,
            Feeds feeds,
            BooleanSupplier closing,
            Places places) {
        this.session = begun.id();
        this.runId = runId;
        this.attempt = begun.resumes();
        this.post = post;
        this.store = store;
        this.feeds = feeds;
        this.closing = closing;
        this.places = places;
    }

    @Override
    public long emit(List<Payload> events, List<Attachment> attachments) {
        if (closing.getAsBoolean()) {
            throw new RunOver();
        }
        SessionCommand command = new SessionCommand.Emit(runId, attempt, events);
        return switch (post.post(session, Submission.of(command, attachments))) {
            case Result.Ok<Committed> ok -> ok.value().state().seq();
            case Result.Rejected<Committed> no -> throw toException(no);
        };
    }

    private RuntimeException toException(Result.Rejected<Committed> no) {
        return no.code() == ErrorCode.NO_TURN_RUNNING
                        || no.code() == ErrorCode.NOT_FOUND
                        || closing.getAsBoolean()
                ? new RunOver()
                : new Fault(no.code(), no.detail());
    }

    @Override
    public List<Event> read(long after, int limit) {
        return store.read(session, after, limit);
    }

    @Override
    public <T> T await(long after, Function<Event, Optional<T>> find) throws InterruptedException {
        Subscription.Until.Deleted forever = new Subscription.Until.Deleted();
        try (Subscription stream =
                new Subscription(feeds, feeds.acquire(session), store, after, forever)) {
            while (true) {
                long seen = stream.cursor();
                switch (stream.next(FOLLOWED_BYTES)) {
                    case Delivery.Frames frames -> {
                        for (Event event : read(seen, (int) (stream.cursor() - seen))) {
                            Optional<T> found = find.apply(event);
                            if (found.isPresent()) {
                                places.await(session);
                                return found.get();
                            }
                        }
                    }
                    case Delivery.Heartbeat beat -> {}
                    case Delivery.Done done -> throw new RunOver();
                    case Delivery.Closing end -> throw new RunOver();
                }
            }
        }
    }

    @Override
    public Optional<String> attachment(String id) {
        return store.attachment(session, id);
    }
}
