package dev.nocturne.core.session;

import dev.nocturne.core.engine.RunLimits;
import java.time.Duration;

/**
 * What sessions may use.
 *
 * @param runningTurns turns that may run at once; the next is refused and may be tried again
 * @param turnDeadline after which a turn of ours fails
 * @param externalSilence after which a turn fails whose agent elsewhere posts nothing
 * @param cancelGrace that an agent elsewhere has to end its turn itself after a cancel
 * @param mostResumes crashes in a row, with no progress of the turn between them, after which a
 *     turn is still resumed
 * @param unloadAfter how long a session at rest keeps its writer
 * @param keepSessions how long sessions at rest are kept that were not saved; zero means for ever
 * @param keepReceipts how long answers to idempotent requests are remembered
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
     * 64 turns: a busy night, with two threads each; 15 minutes: longer than an on-call engineer
     * waits; 10 minutes of silence: a slow model's longest step; 500 ms: a cancel must end within a
     * second; 3 resumes: a turn that crashes the process a fourth time before it has got any
     * further is the cause; two days of receipts: longer than any retry.
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
