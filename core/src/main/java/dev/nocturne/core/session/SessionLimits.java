package dev.nocturne.core.session;

import dev.nocturne.core.engine.RunLimits;
import java.time.Duration;

/**
 * The limits of sessions.
 *
 * @param runningTurns the most turns that run at once; further ones are refused and may be retried
 * @param turnDeadline the time after which a turn that runs here fails
 * @param externalSilence the time after which a turn fails if its external agent posts nothing
 * @param cancelGrace the time that an external agent has to end its turn after a cancel
 * @param mostResumes crashes in a row, with no progress of the turn between them, after which a
 *     turn is still resumed
 * @param unloadAfter how long a session at rest keeps its writer
 * @param keepSessions how long sessions at rest are kept unless they are saved; zero means without
 *     limit
 * @param keepReceipts how long receipts of idempotent requests are kept
 * @param run limits of each run
 */
public record SessionLimits(
        int runningTurns,
        Duration turnDeadline,
        Duration externalSilence,
        Duration cancelGrace,
        int mostResumes,
        Duration unloadAfter,
        Duration keepSessions,
        Duration keepReceipts,
        RunLimits run) {

    /**
     * The default limits. 64 turns: a busy night, with two threads for each; 15 minutes: longer
     * than an on-call engineer waits; 10 minutes of silence: a slow model's longest step; 500 ms: a
     * cancelled turn must end within a second; 3 resumes: a turn that crashes the process a fourth
     * time before it has got any further is the cause; two days of receipts: longer than any retry.
     */
    public static final SessionLimits DEFAULT =
            new SessionLimits(
                    64,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(10),
                    Duration.ofMillis(500),
                    3,
                    Duration.ofSeconds(5),
                    Duration.ZERO,
                    Duration.ofDays(2),
                    RunLimits.DEFAULT);

    public SessionLimits withRunningTurns(int turns) {
        return new SessionLimits(
                turns,
                turnDeadline,
                externalSilence,
                cancelGrace,
                mostResumes,
                unloadAfter,
                keepSessions,
                keepReceipts,
                run);
    }

    public SessionLimits withCancelGrace(Duration grace) {
        return new SessionLimits(
                runningTurns,
                turnDeadline,
                externalSilence,
                grace,
                mostResumes,
                unloadAfter,
                keepSessions,
                keepReceipts,
                run);
    }

    public SessionLimits withRun(RunLimits limits) {
        return new SessionLimits(
                runningTurns,
                turnDeadline,
                externalSilence,
                cancelGrace,
                mostResumes,
                unloadAfter,
                keepSessions,
                keepReceipts,
                limits);
    }
}
