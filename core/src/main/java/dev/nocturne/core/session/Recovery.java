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
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up turns whose run died: with the last process, or with a writer that lost its session. */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** Before another attempt at a session that cannot be taken up now. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    /**
     * Turns taken up at once after a start: as many loads and first appends share the store's time
     * well.
     */
    private static final int PARALLEL = 32;

    private final Store store;
    private final Writers writers;
    private final Turns turns;
    private final Timers timers;
    private final int mostResumes;

    Recovery(Store store, Writers writers, Turns turns, Timers timers, int mostResumes) {
        this.store = store;
        this.writers = writers;
        this.turns = turns;
        this.timers = timers;
        this.mostResumes = mostResumes;
    }

    /**
     * Finds what ran when the last process ended, before anything new can run, and takes it up in
     * the background.
     */
    void start() {
        List<SessionId> running = running();
        if (!running.isEmpty()) {
            log.info("{} turns ran when the last process ended; they go on now", running.size());
            Thread.ofVirtual().name("recovery").start(() -> resumeAll(running));
        }
    }

    /** A writer lost its session: what ran here stops, and is taken up from what the log holds. */
    void lost(SessionState last) {
        turns.abandon(last.id());
        if (last.status().running()) {
            timers.after(RETRY, () -> resume(last.id()));
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
        for (SessionId session : sessions) {
            some.acquireUninterruptibly();
            Thread.ofVirtual()
                    .name("resume-" + session)
                    .start(() -> {
                        try {
                            resume(session);
                        } finally {
                            some.release();
                        }
                    });
        }
    }

    private void resume(SessionId session) {
        if (turns.running(session)) {
            return;
        }
        try {
            Submission resume = Submission.of(new SessionCommand.Resume(mostResumes));
            switch (writers.post(session, resume)) {
                case Result.Ok<Committed> ok -> turns.adopt(ok.value().state());
                case Result.Rejected<Committed> no -> again(session, no.detail());
            }
        } catch (Fault fault) {
            if (fault.code() == ErrorCode.SESSION_DAMAGED) {
                log.error("turn of session {} is not resumed: {}", session, fault.getMessage());
            } else {
                again(session, String.valueOf(fault.getMessage()));
            }
        }
    }

    private void again(SessionId session, String why) {
        if (!turns.closing()) {
            log.warn("session {} could not be taken up yet: {}", session, why);
            timers.after(RETRY, () -> resume(session));
        }
    }
}
