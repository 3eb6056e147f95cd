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
import dev.nocturne.core.status.Status;
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
 * Resumes turns whose run was cut off by the end of the last process or by the loss of a writer.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** The pause before another attempt to resume a session. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    /**
     * The number of turns that are resumed in parallel after a start: so many loads and first
     * appends use the store well.
     */
    private static final int PARALLEL = 32;

    /**
     * The pause before a turn that crashed twice without progress is resumed, so that other turns
     * can progress.
     */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** The factor by which the pause grows with each further crash. */
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
     * Finds the turns that ran when the last process ended, before new ones can start, and resumes
     * them in the background.
     */
    void start() {
        List<SessionId> running = findRunning();
        if (!running.isEmpty()) {
            log.info(
                    "resuming {} turns that ran when the last process ended ({})",
                    running.size(),
                    lastStop.wireName());
            Thread.ofVirtual().name("recovery").start(() -> resumeAll(running));
        }
    }

    /**
     * Handles the loss of a session's writer: stops its run, reloads the session and resumes the
     * turn.
     */
    void resumeLost(SessionState last) {
        turns.abandon(last.id());
        if (last.status().isRunning()) {
            timers.after(RETRY, () -> resume(last.id(), last.runId(), StopCause.HANDOVER));
        }
    }

    private List<SessionId> findRunning() {
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

    /** Loads the session; if it cannot be read, schedules another attempt and returns empty. */
    private Optional<SessionState> load(SessionId session) {
        try {
            return Optional.of(StoredState.load(store, session));
        } catch (Fault fault) {
            log.warn("could not load session {}: {}", session, fault.getMessage());
            timers.after(RETRY, () -> load(session).ifPresent(this::resumeAfterPause));
            return Optional.empty();
        }
    }

    /** Whether the turn may have used up the memory. A turn that only waited cannot have. */
    private boolean isSuspect(SessionState state) {
        return lastStop == StopCause.OUT_OF_MEMORY
                && state.status().isRunning()
                && !state.external()
                && !state.onlyWaits();
    }

    /** Resumes the turn after a pause that grows with each crash without progress. */
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

    /** Resumes the turns that ran when memory ran out, oldest first and one at a time. */
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
            log.warn(
                    "interrupted while resuming turns one at a time; the rest is resumed at the next start",
                    e);
        }
    }

    private void resume(SessionId session, @Nullable String runId, StopCause cause) {
        if (runId == null || turns.isRunning(session)) {
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
                log.error(
                        "could not resume the turn of session {}: {}; it is not tried again",
                        session,
                        fault.getMessage());
            } else {
                retry(session, runId, cause, String.valueOf(fault.getMessage()));
            }
        }
    }

    private void retry(SessionId session, String runId, StopCause cause, String why) {
        if (!turns.isClosing()) {
            log.warn(
                    "could not resume session {}: {}; retrying in {} s",
                    session,
                    why,
                    RETRY.toSeconds());
            timers.after(RETRY, () -> resume(session, runId, cause));
        }
    }
}
