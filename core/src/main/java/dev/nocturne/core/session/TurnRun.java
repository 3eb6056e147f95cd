package dev.nocturne.core.session;

import dev.nocturne.core.Fault;
import dev.nocturne.core.engine.JournaledRun;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.RunOver;
import dev.nocturne.core.session.SessionCommand.RunEnd;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of an orchestrator for a turn, on its own virtual thread. */
final class TurnRun {
    private static final Logger log = LoggerFactory.getLogger(TurnRun.class);

    private final String runId;
    private final Thread thread;
    private volatile boolean stopped;

    private TurnRun(
            String runId,
            Supplier<JournaledRun> context,
            Orchestrator orchestrator,
            Consumer<RunEnd> finish) {
        this.runId = runId;
        this.thread =
                Thread.ofVirtual()
                        .name("run-" + runId)
                        .unstarted(() -> execute(context, orchestrator).ifPresent(finish));
    }

    /**
     * Starts the run. {@code finish} receives its outcome, unless {@link #stop} was called before.
     */
    static TurnRun start(
            String runId,
            Supplier<JournaledRun> context,
            Orchestrator orchestrator,
            Consumer<RunEnd> finish) {
        TurnRun run = new TurnRun(runId, context, orchestrator, finish);
        run.thread.start();
        return run;
    }

    /**
     * Stops the run, because the turn or the process ends. What the orchestrator does afterwards
     * has no effect.
     */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private Optional<RunEnd> execute(Supplier<JournaledRun> context, Orchestrator orchestrator) {
        @Nullable JournaledRun run = null;
        try {
            run = context.get();
            return toEnd(new RunEnd.Succeeded(orchestrator.run(run)));
        } catch (RunOver over) {
            return Optional.empty();
        } catch (RunFailure failure) {
            return toEnd(
                    new RunEnd.Failed(
                            failure.code(),
                            String.valueOf(failure.getMessage()),
                            failure.recoverable()));
        } catch (Fault fault) {
            return toEnd(
                    new RunEnd.Failed(
                            fault.code().wireName(),
                            String.valueOf(fault.getMessage()),
                            fault.code().retryable()));
        } catch (InterruptedException e) {
            return toEnd(unexpectedFailure());
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                log.error(
                        "run {} of orchestrator {} failed unexpectedly",
                        runId,
                        orchestrator.name(),
                        e);
            }
            return toEnd(unexpectedFailure());
        } finally {
            if (run != null) {
                run.end();
            }
        }
    }

    private Optional<RunEnd> toEnd(RunEnd end) {
        return stopped ? Optional.empty() : Optional.of(end);
    }

    private static RunEnd unexpectedFailure() {
        return new RunEnd.Failed(
                "orchestrator_failed",
                "The orchestrator failed unexpectedly; see the server's log.",
                true);
    }
}
