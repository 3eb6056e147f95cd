package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.stream.Feed;
import dev.nocturne.core.stream.Feeds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of a session: a virtual thread, a mailbox and a lease. It loads the session,
 * processes commands, and ends when no turn runs and no command has arrived for a while.
 */
final class SessionWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SessionWriter.class);

    /**
     * The longest time that a command waits for room in the mailbox; a longer wait means that the
     * store has stalled.
     */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The pause between attempts to settle an append in doubt. */
    private static final Duration SETTLE_AGAIN = Duration.ofSeconds(1);

    /** The duration of a lease; it is renewed three times within it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Handles a session's changes; called on the writer's thread, before changes are published. */
    interface Owner {
        void onCommit(SessionState before, SessionState after);

        void onEnd(SessionWriter writer, Optional<SessionState> last, boolean lost);
    }

    private final SessionId session;
    private final Store store;
    private final Feeds feeds;
    private final InstantSource clock;
    private final String holder;
    private final Duration idle;
    private final Owner owner;
    private final Mailbox mailbox = new Mailbox();
    private volatile @Nullable SessionProcessor processor;
    private volatile @Nullable FencingToken token;

    SessionWriter(
            SessionId session,
            Store store,
            Feeds feeds,
            InstantSource clock,
            String holder,
            Duration idle,
            Owner owner) {
        this.session = session;
        this.store = store;
        this.feeds = feeds;
        this.clock = clock;
        this.holder = holder;
        this.idle = idle;
        this.owner = owner;
    }

    SessionId session() {
        return session;
    }

    /** The fold of all that is durable; empty until the session is loaded. */
    Optional<SessionState> state() {
        return Optional.ofNullable(processor).map(SessionProcessor::state);
    }

    Mailbox.Offer offer(Submission submission) {
        return mailbox.offer(submission, PATIENCE);
    }

    /** Renews the lease; stops the writer if that is refused. */
    void renew() {
        FencingToken current = token;
        if (current != null && !store.renew(session, current, LEASE)) {
            log.warn("lost the lease of session {} to another holder", session);
            stop();
        }
    }

    /** Ends the writer soon, without processing waiting commands. */
    void stop() {
        refuse(mailbox.close());
    }

    @Override
    public void run() {
        Feed feed = feeds.acquire(session);
        boolean lost = false;
        try {
            switch (store.acquire(session, holder, LEASE)) {
                case Lease.Granted granted -> {
                    token = granted.token();
                    lost = work(granted.token(), feed);
                }
                case Lease.Held held ->
                        log.info(
                                "could not acquire the lease of session {}: {} holds it until {}",
                                session,
                                held.holder(),
                                held.until());
            }
        } catch (Fault fault) {
            log.warn("could not load session {}: {}", session, fault.getMessage());
            fail(fault);
        } catch (RuntimeException | Error e) {
            log.error("the writer of session {} failed", session, e);
            lost = true;
        } finally {
            leave(feed, lost);
        }
    }

    /**
     * Ends the writer. Waiting commands are answered in any case, after the next writer may start.
     */
    private void leave(Feed feed, boolean lost) {
        List<Submission> waiting = mailbox.close();
        try {
            release();
            feeds.release(feed);
            owner.onEnd(this, state(), lost);
        } finally {
            refuse(waiting);
            Optional.ofNullable(processor).ifPresent(SessionProcessor::abandon);
        }
    }

    /**
     * Processes commands until the writer ends; returns whether another writer has taken over the
     * session.
     */
    private boolean work(FencingToken granted, Feed feed) {
        SessionProcessor mine =
                SessionProcessor.load(store, session, granted, feed, clock, owner::onCommit);
        processor = mine;
        while (true) {
            boolean resting = !mine.state().status().isRunning();
            List<Submission> asked = take(mine.isInDoubt(), resting);
            if (!asked.isEmpty()) {
                process(mine, asked);
            } else if (mailbox.isClosed()) {
                return false;
            } else if (mine.isInDoubt()) {
                mine.settle();
            } else if (resting && mailbox.closeIfEmpty()) {
                return false;
            }
            if (mine.isLost()) {
                return true;
            }
        }
    }

    private static void process(SessionProcessor mine, List<Submission> asked) {
        try {
            mine.process(asked);
        } finally {
            if (!mine.isInDoubt()) {
                // Has no effect unless an invariant is broken: all others have their reply.
                Fault broken =
                        new Fault(
                                ErrorCode.INTERNAL,
                                "The request failed because of an internal error.");
                asked.forEach(s -> s.reply().fail(broken));
            }
        }
    }

    /**
     * Takes the next commands. While a turn runs the writer does not end, so it waits without a
     * timer.
     */
    private List<Submission> take(boolean inDoubt, boolean resting) {
        try {
            if (inDoubt) {
                return mailbox.take(SETTLE_AGAIN);
            }
            return resting ? mailbox.take(idle) : mailbox.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the writer was interrupted", e);
        }
    }

    private void release() {
        FencingToken current = token;
        if (current != null) {
            try {
                store.release(session, current);
            } catch (Fault fault) {
                log.info(
                        "could not release the lease of session {}, which will expire instead: {}",
                        session,
                        fault.getMessage());
            }
        }
    }

    private void fail(Fault fault) {
        mailbox.close().forEach(s -> s.reply().fail(fault));
    }

    private static void refuse(List<Submission> waiting) {
        waiting.forEach(s ->
                s.reply()
                        .give(
                                Result.rejected(
                                        ErrorCode.OVERLOADED,
                                        "The session is being taken over. Try again.")));
    }
}
