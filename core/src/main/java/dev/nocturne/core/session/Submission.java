package dev.nocturne.core.session;

import dev.nocturne.core.Result;
import dev.nocturne.core.log.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command with what the writer needs to process it.
 *
 * @param owner the owner that sends the command, or null for the server itself; to another owner
 *     the session does not exist
 * @param claim the claim on the idempotency key, which creates the receipt that is stored with the
 *     command's facts; or null
 */
record Submission(
        @Nullable String owner,
        SessionCommand command,
        List<Attachment> attachments,
        @Nullable Claim<Committed> claim,
        PendingReply<Result<Committed>> reply) {

    static Submission of(SessionCommand command) {
        return new Submission(null, command, List.of(), null, new PendingReply<>());
    }

    static Submission of(SessionCommand command, List<Attachment> attachments) {
        return new Submission(null, command, attachments, null, new PendingReply<>());
    }

    static Submission by(String owner, SessionCommand command, @Nullable Claim<Committed> claim) {
        return new Submission(owner, command, List.of(), claim, new PendingReply<>());
    }
}
