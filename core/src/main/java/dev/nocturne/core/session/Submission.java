package dev.nocturne.core.session;

import dev.nocturne.core.Result;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Receipt;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way through the writer.
 *
 * @param owner who asks, or null for the server itself; another's session looks like a missing one
 * @param receipt makes the receipt that is to become durable with the command's facts, or null
 */
record Submission(
        @Nullable String owner,
        SessionCommand command,
        List<Attachment> attachments,
        @Nullable Function<Committed, Receipt> receipt,
        Reply<Result<Committed>> reply) {

    static Submission of(SessionCommand command) {
        return new Submission(null, command, List.of(), null, new Reply<>());
    }

    static Submission of(SessionCommand command, List<Attachment> attachments) {
        return new Submission(null, command, attachments, null, new Reply<>());
    }

    static Submission by(
            String owner, SessionCommand command, @Nullable Function<Committed, Receipt> receipt) {
        return new Submission(owner, command, List.of(), receipt, new Reply<>());
    }
}
