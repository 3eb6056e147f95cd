package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.Timers;
import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resumes turns whose run was cut off: by the end of the last process, or by the loss of a writer.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** Before another attempt at a session that cannot be resumed now. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    /**
     * Turns resumed at once after a start: as many loads and first appends share the store's time
     * well.
     */
    private static final int PARALLEL = 32;

    /** Before a turn is resumed that crashed twice without progress; others get their work done. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** How much longer the pause is after each further crash. */
    private static final int PAUSE_GROWTH = 5;

    private final Store store;
    private final Writers writers;
    private final Turns turns;
    private final Timers timers;
    private final int mostResumes;
    private final StopCause lastStop;

    Recovery(
            Store store,
            Writers writers,
            Turns turns,
            Timers timers,
            int mostResumes,
            StopCause lastStop) {
        this.store = store;
        this.writers = writers;
        this.turns = turns;
        this.timers = timers;
        this.mostResumes = mostResumes;
        this.lastStop = lastStop;
    }

    /**
     * Finds what ran when the last process ended, before anything new can run, and resumes it in
     * the background.
     */
    void start() {
        List<SessionId> running = running();
        if (!running.isEmpty()) {
            log.info(
                    "{} turns ran when the last process ended ({}); resuming them",
                    running.size(),
                    lastStop.wireName());
            Thread.ofVirtual().name("recovery").start(() -> resumeAll(running));
        }
    }

    /** A writer lost its session: what ran here stops, and is resumed from what the log holds. */
    void lost(SessionState last) {
        turns.abandon(last.id());
        if (last.status().running()) {
            timers.after(RETRY, () -> resume(last.id(), last.runId(), StopCause.HANDOVER));
        }
    }

    private List<SessionId> running() {
        List<SessionId> running = new ArrayList<>();
        @Nullable PageKey after = null;
        do {
            SessionPage page =
                    store.list(
                            new SessionQuery(
                                    null,
                                    null,
                                    Status.IN_PROGRESS.wireName(),
                                    null,
                                    after,
                                    SessionQuery.MAX_LIMIT));
            page.sessions().forEach(head -> running.add(head.checkpoint().session()));
            after = page.next();
        } while (after != null);
        return running.reversed();
    }

    private void resumeAll(List<SessionId> sessions) {
        Semaphore some = new Semaphore(PARALLEL);
        Map<Integer, SessionState> suspects = new ConcurrentSkipListMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            int place = i;
            SessionId session = sessions.get(i);
            some.acquireUninterruptibly();
            Thread.ofVirtual()
                    .name("resume-" + session)
                    .start(() -> {
                        try {
                            load(session)
                                    .ifPresent(state -> {
                                        if (isSuspect(state)) {
                                            suspects.put(place, state);
                                        } else {
                                            resumeAfterPause(state);
                                        }
                                    });
                        } finally {
                            some.release();
                        }
                    });
        }
        some.acquireUninterruptibly(PARALLEL);
        resumeOneByOne(suspects.values());
    }

    /** The session as it is stored; empty while it cannot be read, and then tried again. */
    private Optional<SessionState> load(SessionId session) {
        try {
            return Optional.of(StoredState.load(store, session));
        } catch (Fault fault) {
            log.warn("could not load session {}: {}", session, fault.getMessage());
            timers.after(RETRY, () -> load(session).ifPresent(this::resumeAfterPause));
            return Optional.empty();
        }
    }

    /** Whether the turn may be what used up the memory; one that only waited did nothing. */
    private boolean isSuspect(SessionState state) {
        return lastStop == StopCause.OUT_OF_MEMORY
                && state.status().running()
                && !state.external()
                && !state.onlyWaits();
    }

    /**
     * The more often a turn has crashed without progress, the longer the server lives without it.
     */
    private void resumeAfterPause(SessionState state) {
        Runnable resume = () -> resume(state.id(), state.runId(), lastStop);
        int crashes = state.stops().count(lastStop, state.onlyWaits()).withoutProgress();
        if (crashes < 2 || lastStop == StopCause.SHUTDOWN) {
            resume.run();
            return;
        }
        Duration pause = FIRST_PAUSE;
        for (int i = 2; i < crashes; i++) {
            pause = pause.multipliedBy(PAUSE_GROWTH);
        }
        log.warn(
                "turn {} of session {} crashed {} times without progress; resuming it in {} s",
                state.turn(),
                state.id(),
                crashes,
                pause.toSeconds());
        timers.after(pause, resume);
    }

    /** Oldest first, each alone among those that ran when memory ran out. */
    private void resumeOneByOne(Collection<SessionState> suspects) {
        try {
            for (SessionState next : suspects) {
                log.warn(
                        "turn {} of session {} ran when the server ran out of memory; resuming it"
                                + " alone",
                        next.turn(),
                        next.id());
                resume(next.id(), next.runId(), lastStop);
                turns.awaitReleased(next.id());
            }
        } catch (InterruptedException e) {
            log.warn("resuming was interrupted", e);
        }
    }

    private void resume(SessionId session, @Nullable String runId, StopCause cause) {
        if (runId == null || turns.running(session)) {
            return;
        }
        try {
            Submission resume = Submission.of(new SessionCommand.Resume(runId, cause, mostResumes));
            switch (writers.post(session, resume)) {
                case Result.Ok<Committed> ok -> turns.adopt(ok.value().state());
                case Result.Rejected<Committed> no -> retry(session, runId, cause, no.detail());
            }
        } catch (Fault fault) {
            if (fault.code() == ErrorCode.SESSION_DAMAGED) {
                log.error("turn of session {} is not resumed: {}", session, fault.getMessage());
            } else {
                retry(session, runId, cause, String.valueOf(fault.getMessage()));
            }
        }
    }

    private void retry(SessionId session, String runId, StopCause cause, String why) {
        if (!turns.closing()) {
            log.warn(
                    "could not resume session {}: {}; retrying in {} s",
                    session,
                    why,
                    RETRY.toSeconds());
            timers.after(RETRY, () -> resume(session, runId, cause));
        }
    }
}
