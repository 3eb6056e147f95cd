package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.run.RunOver;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a tool's work on its own thread, so that it can be abandoned at its time limit or when the
 * run is interrupted.
 */
final class BoundedCall implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(BoundedCall.class);

    /** How the work ended. */
    sealed interface Ended {
        record With(ToolResult result) implements Ended {}

        record Failed(ToolFailure failure) implements Ended {}
    }

    private final ToolBody body;
    private final String callId;
    private volatile @Nullable Ended ended;
    private volatile boolean over;

    private BoundedCall(ToolBody body, String callId) {
        this.body = body;
        this.callId = callId;
    }

    static Ended run(ToolBody body, Duration limit, String callId) throws InterruptedException {
        BoundedCall call = new BoundedCall(body, callId);
        Thread thread = Thread.ofVirtual().name(callId).start(call);
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
                String message =
                        "The tool did not answer within " + limit.toMillis() / 1000.0 + " s.";
                return new Ended.Failed(
                        new ToolFailure(ErrorCode.TOOL_TIMEOUT.wireName(), message));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
        if (call.over) {
            throw new RunOver();
        }
        Ended result = call.ended;
        if (result == null) {
            throw new IllegalStateException("tool call " + callId + " ended without a result");
        }
        return result;
    }

    @Override
    public void run() {
        try {
            ended = new Ended.With(body.call());
        } catch (ToolFailure failure) {
            ended = new Ended.Failed(failure);
        } catch (RunOver e) {
            over = true;
        } catch (InterruptedException e) {
            ended = unexpectedFailure("The tool was interrupted.");
        } catch (RuntimeException | Error e) {
            log.warn("tool call {} failed unexpectedly", callId, e);
            ended = unexpectedFailure("The tool failed unexpectedly; see the server's log.");
        }
    }

    private static Ended unexpectedFailure(String message) {
        return new Ended.Failed(new ToolFailure(ErrorCode.TOOL_FAILED.wireName(), message));
    }
}
