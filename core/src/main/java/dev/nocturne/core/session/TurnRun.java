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

/** One execution of an orchestrator for a turn, on a virtual thread of its own. */
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

    /** Starts it. {@code finish} is told how it ended by itself; not after {@link #stop}. */
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
     * The turn is over or the process is about to be; whatever the orchestrator does now has no
     * effect.
     */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private Optional<RunEnd> execute(Supplier<JournaledRun> context, Orchestrator orchestrator) {
        @Nullable JournaledRun run = null;
        try {
            run = context.get();
            return ended(new RunEnd.Succeeded(orchestrator.run(run)));
        } catch (RunOver over) {
            return Optional.empty();
        } catch (RunFailure failure) {
            return ended(
                    new RunEnd.Failed(
                            failure.code(),
                            String.valueOf(failure.getMessage()),
                            failure.recoverable()));
        } catch (Fault fault) {
            return ended(
                    new RunEnd.Failed(
                            fault.code().wireName(),
                            String.valueOf(fault.getMessage()),
                            fault.code().retryable()));
        } catch (InterruptedException e) {
            return ended(unexpected());
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                log.error(
                        "run {} of orchestrator {} failed unexpectedly",
                        runId,
                        orchestrator.name(),
                        e);
            }
            return ended(unexpected());
        } finally {
            if (run != null) {
                run.end();
            }
        }
    }

    private Optional<RunEnd> ended(RunEnd end) {
        return stopped ? Optional.empty() : Optional.of(end);
    }

    private static RunEnd unexpected() {
        return new RunEnd.Failed(
                "orchestrator_failed",
                "The orchestrator failed unexpectedly; the server's log has more.",
                true);
    }
}
