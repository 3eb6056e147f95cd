package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.status.Trigger;
import dev.nocturne.core.stream.Feed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, commits, folds and publishes. This is the writer's work without its thread, so that a
 * simulation can execute it step by step. Only one processor can write a session at a time, which
 * the fencing token ensures.
 */
final class SessionProcessor {
    private static final Logger log = LoggerFactory.getLogger(SessionProcessor.class);

    /**
     * The number of events after which a checkpoint is stored even if nothing that lists show has
     * changed. It limits how much a load reads.
     */
    static final int CHECKPOINT_EVERY = 256;

    /** Handles a durable change before it is published. */
    interface Effects {
        void onCommit(SessionState before, SessionState after);
    }

    private final Store store;
    private final FencingToken token;
    private final Feed feed;
    private final InstantSource clock;
    private final Effects effects;
    private SessionState checkpointed;
    private volatile SessionState state;
    private @Nullable Doubt doubt;
    private long appends;
    private boolean lost;

    private SessionProcessor(
            Store store,
            FencingToken token,
            Feed feed,
            InstantSource clock,
            Effects effects,
            SessionState state) {
        this.store = store;
        this.token = token;
        this.feed = feed;
        this.clock = clock;
        this.effects = effects;
        this.state = state;
        this.checkpointed = state;
    }

    /** Loads the session. */
    static SessionProcessor load(
            Store store,
            SessionId session,
            FencingToken token,
            Feed feed,
            InstantSource clock,
            Effects effects) {
        SessionState state = StoredState.load(store, session);
        feed.raiseTail(state.seq());
        return new SessionProcessor(store, token, feed, clock, effects, state);
    }

    /** The fold of all durable events. */
    SessionState state() {
        return state;
    }

    /** Whether another writer has the session now, so that this one can do nothing more. */
    boolean isLost() {
        return lost;
    }

    /** Whether it is unknown whether the last append was stored. */
    boolean isInDoubt() {
        return doubt != null;
    }

    /**
     * Processes the submissions in order and in one commit. When it returns, every submission has
     * its reply, except the server's own commands in an append that is in doubt: {@link #settle}
     * supplies those.
     */
    void process(List<Submission> submissions) {
        if (!settle()) {
            refuse(
                    submissions,
                    new Fault(
                            ErrorCode.STORE_UNAVAILABLE,
                            "The store has not confirmed the session's last write yet. Nothing of"
                                    + " this request was stored; try again."));
            return;
        }
        if (lost) {
            refuse(submissions, takeoverFault());
            return;
        }
        Batch batch = new Batch(state);
        for (Submission submission : submissions) {
            decide(submission, batch);
        }
        if (batch.isEmpty()) {
            batch.answerAll();
        } else {
            commit(batch);
        }
    }

    private static void refuse(List<Submission> submissions, Fault why) {
        submissions.forEach(s -> s.reply().fail(why));
    }

    private void decide(Submission submission, Batch batch) {
        if (foreign(submission, batch.state)) {
            submission
                    .reply()
                    .give(Result.rejected(ErrorCode.NOT_FOUND, "There is no such session."));
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        switch (Decider.decide(batch.state, submission.command(), now)) {
            case Decision.Refused refused ->
                    submission.reply().give(Result.rejected(refused.code(), refused.detail()));
            case Decision.Accepted accepted -> batch.add(submission, accepted.facts(), now);
        }
    }

    private static boolean foreign(Submission submission, SessionState state) {
        return submission.owner() != null
                && state.seq() > 0
                && !submission.owner().equals(state.owner());
    }

    private void commit(Batch batch) {
        @Nullable Checkpoint checkpoint = checkpoint(batch.state, !batch.events.isEmpty());
        Append append =
                new Append(
                        batch.state.id(),
                        state.seq() + 1,
                        token,
                        ++appends,
                        batch.events,
                        checkpoint,
                        batch.receipts,
                        batch.attachments);
        try {
            conclude(append, batch, takeoverFault());
        } catch (Fault fault) {
            if (fault.code() == ErrorCode.STORE_UNAVAILABLE) {
                batch.failAll(fault);
            } else {
                log.warn(
                        "it is unknown whether append {} to session {} was stored: {}; repeating it",
                        append.number(),
                        state.id(),
                        fault.getMessage());
                doubt = new Doubt(append, batch, fault);
                batch.reportDoubt(fault);
            }
        }
    }

    /**
     * Repeats the append that is in doubt. The store recognises it if it has it, so that it is
     * stored once. Returns whether there is no append in doubt now.
     */
    boolean settle() {
        Doubt open = doubt;
        if (open == null) {
            return true;
        }
        try {
            conclude(open.append(), open.batch(), open.fault());
            doubt = null;
            log.info(
                    "append {} to session {} is now known to be stored",
                    open.append().number(),
                    state.id());
            return true;
        } catch (Fault still) {
            return false;
        }
    }

    /** Gives up an append in doubt, because the writer ends: its callers get a fault. */
    void abandon() {
        Doubt open = doubt;
        if (open != null) {
            doubt = null;
            open.batch().failAll(open.fault());
        }
    }

    private void conclude(Append append, Batch batch, Fault ifRefused) {
        switch (store.append(append)) {
            case AppendResult.Appended appended -> {
                SessionState before = state;
                SessionState after = batch.state;
                checkpointed = append.checkpoint() == null ? checkpointed : after;
                state = after;
                effects.onCommit(before, after);
                feed.publish(batch.events);
                batch.answerAll();
            }
            case AppendResult.Conflict conflict -> lose(batch, ifRefused);
            case AppendResult.Fenced fenced -> lose(batch, ifRefused);
        }
    }

    private @Nullable Checkpoint checkpoint(SessionState after, boolean changed) {
        boolean due =
                after.status() != checkpointed.status()
                        || after.stepCount() != checkpointed.stepCount()
                        || after.turn() != checkpointed.turn()
                        || !after.status().isRunning()
                        || !after.approvals().equals(checkpointed.approvals())
                        || !Objects.equals(after.verdict(), checkpointed.verdict())
                        || after.seq() - checkpointed.seq() >= CHECKPOINT_EVERY;
        return changed && due ? StoredState.checkpoint(after) : null;
    }

    private void lose(Batch batch, Fault why) {
        lost = true;
        batch.failAll(why);
    }

    private static Fault takeoverFault() {
        return new Fault(
                ErrorCode.OVERLOADED, "Another server has taken over the session. Try again.");
    }

    /** An append that may or may not have been stored. */
    private record Doubt(Append append, Batch batch, Fault fault) {}

    /** The contents of one commit. */
    private static final class Batch {
        private record Pending(Submission submission, Committed outcome) {}

        private final List<Pending> pending = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<Receipt> receipts = new ArrayList<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private SessionState state;

        Batch(SessionState state) {
            this.state = state;
        }

        void add(Submission submission, List<Fact> facts, Instant now) {
            long before = state.seq();
            for (Fact fact : facts) {
                int turn = beginsTurn(fact) ? state.turn() + 1 : state.turn();
                Event event = new Event(state.seq() + 1, fact.name(), turn, now, fact.data());
                events.add(event);
                state = Fold.apply(state, event, fact.payload());
            }
            Committed outcome = new Committed(before, state);
            pending.add(new Pending(submission, outcome));
            attachments.addAll(submission.attachments());
            if (submission.claim() != null) {
                receipts.add(submission.claim().receipt(outcome));
            }
        }

        private static boolean beginsTurn(Fact fact) {
            return Trigger.of(fact.payload()).filter(t -> !t.endsTurn()).isPresent();
        }

        boolean isEmpty() {
            return events.isEmpty() && receipts.isEmpty();
        }

        void answerAll() {
            pending.forEach(p -> p.submission().reply().give(Result.ok(p.outcome())));
            releaseClaims();
        }

        void failAll(Fault fault) {
            pending.forEach(p -> p.submission().reply().fail(fault));
            releaseClaims();
        }

        /**
         * Answers clients with the doubt. The server's own commands keep waiting, because they must
         * not be repeated.
         */
        void reportDoubt(Fault fault) {
            for (Pending each : pending) {
                Submission submission = each.submission();
                if (submission.owner() != null) {
                    if (submission.claim() != null) {
                        submission.claim().keep();
                    }
                    submission.reply().fail(fault);
                }
            }
        }

        private void releaseClaims() {
            for (Pending each : pending) {
                if (each.submission().claim() != null) {
                    each.submission().claim().release();
                }
            }
        }
    }
}
