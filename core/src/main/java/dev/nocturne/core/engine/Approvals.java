package dev.nocturne.core.engine;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.RunOver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Requests approvals and waits for their decisions, both through the log. */
final class Approvals {
    private final RunPort port;

    Approvals(RunPort port) {
        this.port = port;
    }

    static boolean tooLarge(Payload.ApprovalRequested question) {
        String shown = question.arguments().toString();
        return shown.getBytes(StandardCharsets.UTF_8).length > Approval.MOST_ARGUMENT_BYTES;
    }

    /**
     * Begins the call together with its request; empty, with nothing written, if too many approvals
     * are open.
     */
    Optional<Journal.Asked> ask(Payload.ToolCallStart start, Payload.ApprovalRequested question) {
        try {
            long seq = port.emit(List.of(start, question), List.of());
            return Optional.of(new Journal.Asked(question.id(), seq));
        } catch (Fault fault) {
            if (fault.code() == ErrorCode.APPROVAL_LIMIT) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** Waits for the decision by following the log, without a lock or a time limit of its own. */
    Payload.ApprovalResolved await(Journal.Asked asked) throws InterruptedException {
        Payload.ApprovalResolved decision = port.await(asked.seq(), event -> find(asked, event));
        if (decision.by().equals(Payload.ApprovalResolved.TURN_END)) {
            throw new RunOver();
        }
        return decision;
    }

    private static Optional<Payload.ApprovalResolved> find(Journal.Asked asked, Event event) {
        return EventCodec.decode(event.name(), event.data())
                                instanceof Payload.ApprovalResolved resolved
                        && resolved.id().equals(asked.id())
                ? Optional.of(resolved)
                : Optional.empty();
    }
}
