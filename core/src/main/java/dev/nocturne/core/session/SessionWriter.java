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
 * The one writer of a live session: a virtual thread, a mailbox, a lease. Loads the session, works
 * until nothing is asked for a while and no turn runs, and goes away again.
 */
final class SessionWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SessionWriter.class);

    /**
     * How long a command may wait for room in the mailbox; more means that the store has stalled.
     */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Between attempts to settle an append in doubt; each waits for the store by itself. */
    private static final Duration SETTLE_AGAIN = Duration.ofSeconds(1);

    /** A lease's life; renewed three times within it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /**
     * What the manager does about a session's changes; called on the writer's thread, commits
     * before tells.
     */
    interface Owner {
        void committed(SessionState before, SessionState after);

        void gone(SessionWriter writer, Optional<SessionState> last, boolean lost);
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

    /** Prolongs the lease; without it the writer stops. */
    void renew() {
        FencingToken current = token;
        if (current != null && !store.renew(session, current, LEASE)) {
            log.warn("the lease of session {} is lost", session);
            stop();
        }
    }

    /** Ends the writer soon; what waits is not done. */
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
                                "session {} is held by {} until {}",
                                session,
                                held.holder(),
                                held.until());
            }
        } catch (Fault fault) {
            log.warn("session {} could not be loaded: {}", session, fault.getMessage());
            fail(fault);
        } catch (RuntimeException | Error e) {
            log.error("the writer of session {} broke", session, e);
            lost = true;
        } finally {
            leave(feed, lost);
        }
    }

    /** All that still waits is answered in any case, and after the next writer may begin. */
    private void leave(Feed feed, boolean lost) {
        List<Submission> waiting = mailbox.close();
        try {
            release();
            feeds.release(feed);
            owner.gone(this, state(), lost);
        } finally {
            refuse(waiting);
            Optional.ofNullable(processor).ifPresent(SessionProcessor::abandon);
        }
    }

    /** Whether the session was lost to somebody else. */
    private boolean work(FencingToken granted, Feed feed) {
        SessionProcessor mine =
                SessionProcessor.load(store, session, granted, feed, clock, owner::committed);
        processor = mine;
        while (true) {
            boolean resting = !mine.state().status().running();
            List<Submission> asked = take(mine.inDoubt(), resting);
            if (!asked.isEmpty()) {
                process(mine, asked);
            } else if (mailbox.isClosed()) {
                return false;
            } else if (mine.inDoubt()) {
                mine.settle();
            } else if (resting && mailbox.closeIfEmpty()) {
                return false;
            }
            if (mine.lost()) {
                return true;
            }
        }
    }

    private static void process(SessionProcessor mine, List<Submission> asked) {
        try {
            mine.process(asked);
        } finally {
            if (!mine.inDoubt()) {
                // Does nothing unless an invariant is broken: all others are answered.
                Fault broken = new Fault(ErrorCode.INTERNAL, "The request could not be decided.");
                asked.forEach(s -> s.reply().fail(broken));
            }
        }
    }

    /**
     * While a turn runs a writer stays: it needs no timer, of which there would be one a command.
     */
    private List<Submission> take(boolean inDoubt, boolean resting) {
        try {
            if (inDoubt) {
                return mailbox.take(SETTLE_AGAIN);
            }
            return resting ? mailbox.take(idle) : mailbox.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a writer was interrupted", e);
        }
    }

    private void release() {
        FencingToken current = token;
        if (current != null) {
            try {
                store.release(session, current);
            } catch (Fault fault) {
                log.info(
                        "the lease of session {} was not given back and will expire: {}",
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
