package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.stream.Feed;
import dev.nocturne.core.stream.Feeds;
import dev.nocturne.core.stream.Subscription;
import java.util.Locale;
import java.util.Optional;

/** Reads sessions in their durable state, for their owner only. */
final class SessionReads {
    private final Store store;
    private final Feeds feeds;
    private final Writers writers;

    SessionReads(Store store, Feeds feeds, Writers writers) {
        this.store = store;
        this.feeds = feeds;
        this.writers = writers;
    }

    /** The durable state of the session, if it exists and belongs to the owner. */
    Optional<SessionState> visible(String owner, SessionId session) {
        Optional<SessionState> state = writers.state(session).filter(s -> s.seq() > 0);
        if (state.isEmpty()) {
            state = Optional.of(StoredState.load(store, session)).filter(s -> s.seq() > 0);
        }
        return state.filter(s -> s.owner().equals(owner));
    }

    static <T> Result.Rejected<T> notFound() {
        return Result.rejected(ErrorCode.NOT_FOUND, "There is no such session.");
    }

    Answers.Listed list(String owner, SessionFilter filter) {
        SessionPage page =
                store.list(
                        new SessionQuery(
                                owner,
                                filter.environment(),
                                filter.status() == null ? null : filter.status().wireName(),
                                filter.text() == null
                                        ? null
                                        : filter.text().toLowerCase(Locale.ROOT),
                                filter.after(),
                                filter.limit()));
        return new Answers.Listed(
                page.sessions().stream().map(this::summary).toList(), page.next());
    }

    /** The list's row for a session; a damaged session gets a row too. */
    private Answers.SessionSummary summary(SessionHead head) {
        if (!head.damaged()) {
            return Summaries.of(head);
        }
        try {
            SessionState state = StoredState.load(store, head.checkpoint().session());
            return Summaries.of(state, head.saved());
        } catch (Fault fault) {
            return Summaries.ofDamaged(head);
        }
    }

    Result<SessionSnapshot> open(String owner, SessionId session) {
        Optional<SessionHead> head = store.head(session);
        Optional<SessionState> state = visible(owner, session);
        if (head.isEmpty() || state.isEmpty()) {
            return notFound();
        }
        if (head.get().damaged()) {
            // A writer's state may be intact while the log is damaged.
            StoredState.load(store, session);
        }
        SessionState now = state.get();
        long visible = now.status().isRunning() ? now.settled() : now.seq();
        return Result.ok(new SessionSnapshot(now, visible, head.get().saved(), store));
    }

    Result<Subscription> subscribe(String owner, SessionId session, long since, boolean follow) {
        Feed feed = feeds.acquire(session);
        boolean handedOver = false;
        try {
            Optional<SessionState> state = visible(owner, session);
            if (state.isEmpty()) {
                return notFound();
            }
            long tail = state.get().seq();
            if (since > tail) {
                return Result.rejected(
                        ErrorCode.POSITION_GONE,
                        "Position "
                                + since
                                + " lies beyond the log, which ends at "
                                + tail
                                + ". Read the session again and stream from there.");
            }
            feed.raiseTail(tail);
            handedOver = true;
            return Result.ok(
                    new Subscription(feeds, feed, store, since, until(state.get(), follow)));
        } finally {
            if (!handedOver) {
                feeds.release(feed);
            }
        }
    }

    private static Subscription.Until until(SessionState state, boolean follow) {
        if (follow) {
            return new Subscription.Until.Deleted();
        }
        return state.status().isRunning()
                ? new Subscription.Until.TurnEndAfter(state.seq())
                : new Subscription.Until.Tail(state.seq(), state.status());
    }

    long toolResultSize(String owner, SessionId session, String callId) {
        return visible(owner, session).isEmpty()
                ? 0
                : store.attachmentSize(session, callId).orElse(0);
    }

    Result<String> toolResult(String owner, SessionId session, String callId) {
        if (visible(owner, session).isEmpty()) {
            return notFound();
        }
        Optional<String> result = store.attachment(session, callId);
        return result.isPresent()
                ? Result.ok(result.get())
                : Result.rejected(
                        ErrorCode.NOT_FOUND,
                        "There is no finished tool call \"" + callId + "\" with a result.");
    }
}
