package dev.nocturne.cli.evaluate;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.Pause;
import dev.nocturne.cli.client.SessionTail;
import dev.nocturne.sources.pack.ExpectedFinding;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Has an orchestrator investigate a pack's alerts, one session after the other. */
public final class Evaluation {
    private static final double NANOS = 1e9;

    private static final String DENIED = "This is an evaluation.";

    private final NocturneClient client;
    private final Pause pause;
    private final LongSupplier nanos;
    private final String pack;
    private final String orchestrator;

    /**
     * Evaluates on that client's server, which has the pack.
     *
     * @param nanos a monotonic clock, in nanoseconds
     */
    public Evaluation(
            NocturneClient client,
            Pause pause,
            LongSupplier nanos,
            String pack,
            String orchestrator) {
        this.client = client;
        this.pause = pause;
        this.nanos = nanos;
        this.pack = pack;
        this.orchestrator = orchestrator;
    }

    /**
     * Investigates one alert; the server's limits of a turn make sure that it ends. Approvals are
     * denied, so that an evaluation has no side effects.
     */
    public ScoredAlert judge(ExpectedFinding expected) throws InterruptedException {
        AtomicReference<String> session = new AtomicReference<>("");
        Recorder recorder =
                new Recorder(approval -> client.resolve(session.get(), approval, "deny", DENIED));
        long start = nanos.getAsLong();
        SessionResult outcome;
        try {
            session.set(client.create(pack, expected.text(), orchestrator));
            SessionTail tail = new SessionTail(client, pause, nanos);
            String status = tail.follow(session.get(), 0, false, recorder);
            outcome = recorder.finish(session.get(), status, since(start));
        } catch (ApiFailure e) {
            outcome = recorder.fail(session.get(), String.valueOf(e.getMessage()), since(start));
        }
        return new ScoredAlert(expected, outcome, Score.of(expected, outcome));
    }

    private double since(long start) {
        return (nanos.getAsLong() - start) / NANOS;
    }
}
