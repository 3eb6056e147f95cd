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
import dev.nocturne.core.stream.Feed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides, commits, folds, tells: the writer's work without its thread, so that a simulation can
 * drive it step by step. One at a time may write a session; the fencing token makes sure of it.
 */
final class SessionProcessor {
    /**
     * Events after which the fold is stored again even if nothing a list shows has changed: bounds
     * what a load reads.
     */
    static final int CHECKPOINT_EVERY = 256;

    /** What the writer does about a change that is durable, before anybody is told of it. */
    interface Effects {
        void committed(SessionState before, SessionState after);
    }

    private final Store store;
    private final FencingToken token;
    private final Feed feed;
    private final InstantSource clock;
    private final Effects effects;
    private SessionState checkpointed;
    private volatile SessionState state;
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

    /** Loads the session and takes it on. */
    static SessionProcessor load(
            Store store,
            SessionId session,
            FencingToken token,
            Feed feed,
            InstantSource clock,
            Effects effects) {
        SessionState state = StoredState.load(store, session);
        feed.reached(state.seq());
        return new SessionProcessor(store, token, feed, clock, effects, state);
    }

    /** The fold of all that is durable. */
    SessionState state() {
        return state;
    }

    /** Whether another writer has the session now; nothing more can be done here. */
    boolean lost() {
        return lost;
    }

    /** Does what is asked, in order, in one commit; every reply is given when it returns. */
    void process(List<Submission> submissions) {
        Batch batch = new Batch(state);
        for (Submission submission : submissions) {
            decide(submission, batch);
        }
        if (batch.isEmpty()) {
            batch.answerAll();
            return;
        }
        try {
            commit(batch);
        } catch (Fault fault) {
            doubtful(batch, fault);
        }
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
        SessionState after = batch.state;
        @Nullable Checkpoint checkpoint = checkpoint(after, !batch.events.isEmpty());
        Append append =
                new Append(
                        after.id(),
                        state.seq() + 1,
                        token,
                        batch.events,
                        checkpoint,
                        batch.receipts,
                        batch.attachments);
        switch (store.append(append)) {
            case AppendResult.Appended appended -> {
                checkpointed = checkpoint == null ? checkpointed : after;
                SessionState before = state;
                state = after;
                effects.committed(before, after);
                feed.publish(batch.events);
                batch.answerAll();
            }
            case AppendResult.Conflict conflict -> lose(batch);
            case AppendResult.Fenced fenced -> lose(batch);
        }
    }

    private @Nullable Checkpoint checkpoint(SessionState after, boolean changed) {
        boolean due =
                after.status() != checkpointed.status()
                        || after.stepCount() != checkpointed.stepCount()
                        || after.turn() != checkpointed.turn()
                        || !after.status().running()
                        || !after.approvals().equals(checkpointed.approvals())
                        || !Objects.equals(after.verdict(), checkpointed.verdict())
                        || after.seq() - checkpointed.seq() >= CHECKPOINT_EVERY;
        return changed && due ? StoredState.checkpoint(after) : null;
    }

    private void lose(Batch batch) {
        lost = true;
        batch.failAll(
                new Fault(
                        ErrorCode.OVERLOADED,
                        "Another writer has taken the session over. Try again."));
    }

    /** The append may or may not have happened: drop the state, look at what the log holds. */
    private void doubtful(Batch batch, Fault fault) {
        SessionState before = state;
        try {
            SessionState stored = StoredState.load(store, state.id());
            if (stored.seq() > before.seq()) {
                state = stored;
                // What lists show was stored with whatever changed it.
                checkpointed = stored;
                effects.committed(before, stored);
                feed.publish(store.read(stored.id(), before.seq(), batch.events.size()));
            }
        } catch (Fault again) {
            // Not readable either: give the session up; the next writer loads what there is.
            fault.addSuppressed(again);
            lost = true;
        } finally {
            batch.failAll(fault);
        }
    }

    /** What one commit will hold. */
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
            if (submission.receipt() != null) {
                receipts.add(submission.receipt().apply(outcome));
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
        }

        void failAll(Fault fault) {
            pending.forEach(p -> p.submission().reply().fail(fault));
        }
    }
}
