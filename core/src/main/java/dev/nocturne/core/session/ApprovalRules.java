package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.session.Decision.Accepted;
import dev.nocturne.core.session.Decision.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides commands on approvals. Only the first decision on an approval counts, whether it is a
 * person's or the expiry; a later one is refused.
 */
final class ApprovalRules {
    /** The id of an approval is used in paths and in commands that people copy. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,199}");

    /** The most characters of the call and the tool that an external agent posts. */
    private static final int NAME_CHARS = 200;

    private ApprovalRules() {}

    static Decision resolve(SessionState state, SessionCommand.Resolve resolve, Instant now) {
        Optional<OpenApproval> open =
                state.approvals().stream()
                        .filter(a -> a.id().equals(resolve.approvalId()))
                        .findFirst();
        if (state.seq() == 0) {
            return new Refused(ErrorCode.NOT_FOUND, "There is no such session.");
        } else if (open.isEmpty() || state.cancelling()) {
            return new Refused(
                    ErrorCode.NO_OPEN_APPROVAL,
                    "No approval \"" + resolve.approvalId() + "\" is waiting for a decision.");
        }
        String by = resolve.owner();
        if (by == null) {
            by = Payload.ApprovalResolved.EXPIRY;
        } else if (!now.isBefore(open.get().expiresAt())) {
            return new Refused(
                    ErrorCode.NO_OPEN_APPROVAL,
                    "The approval expired at " + open.get().expiresAt() + ".");
        }
        return new Accepted(
                List.of(
                        Fact.of(
                                new Payload.ApprovalResolved(
                                        resolve.approvalId(),
                                        resolve.decision().wireName(),
                                        by,
                                        resolve.note(),
                                        now))));
    }

    /** Why an external agent may not ask for this approval; empty if it may. */
    static Optional<Refused> refusal(
            Payload.ApprovalRequested asked, int i, SessionState at, Instant now) {
        String shown = asked.arguments().toString();
        if (shown.getBytes(StandardCharsets.UTF_8).length > Approval.MOST_ARGUMENT_BYTES) {
            return refuse(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    i,
                    "the arguments are over " + Approval.MOST_ARGUMENT_BYTES + " bytes");
        } else if (at.approvals().size() >= Approval.MOST_OPEN) {
            return refuse(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    i,
                    Approval.MOST_OPEN + " approvals are open already");
        } else if (!ID.matcher(asked.id()).matches()) {
            return refuse(
                    ErrorCode.INVALID_REQUEST,
                    i,
                    "an approval's id is a letter or digit and up to 199 letters, digits, \"_\", \".\", \":\" or \"-\"");
        } else if (Math.max(asked.call().length(), asked.tool().length()) > NAME_CHARS) {
            return refuse(
                    ErrorCode.INVALID_REQUEST,
                    i,
                    "call and tool have at most " + NAME_CHARS + " characters");
        } else if (asked.expiresAt().isAfter(now.plus(Approval.MOST_PATIENCE))) {
            return refuse(
                    ErrorCode.INVALID_REQUEST,
                    i,
                    "expires_at is more than " + Approval.MOST_PATIENCE.toDays() + " days away");
        }
        return Optional.empty();
    }

    private static Optional<Refused> refuse(ErrorCode code, int i, String what) {
        return Optional.of(new Refused(code, "events[" + i + "]: " + what + "."));
    }
}
