package dev.nocturne.core.session;

import dev.nocturne.core.Result;
import dev.nocturne.core.log.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way through the writer.
 *
 * @param owner who asks, or null for the server itself; another's session looks like a missing one
 * @param claim of the idempotency key; makes the receipt that becomes durable with the command's
 *     facts; or null
 */
record Submission(
        @Nullable String owner,
        SessionCommand command,
        List<Attachment> attachments,
        @Nullable Claim<Committed> claim,
        Reply<Result<Committed>> reply) {

    static Submission of(SessionCommand command) {
        return new Submission(null, command, List.of(), null, new Reply<>());
    }

    static Submission of(SessionCommand command, List<Attachment> attachments) {
        return new Submission(null, command, attachments, null, new Reply<>());
    }

    static Submission by(String owner, SessionCommand command, @Nullable Claim<Committed> claim) {
        return new Submission(owner, command, List.of(), claim, new Reply<>());
    }
}
