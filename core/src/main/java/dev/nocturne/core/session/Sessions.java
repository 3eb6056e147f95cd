package dev.nocturne.core.session;

import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.stream.Subscription;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The operations on sessions. Thread-safe. Every method blocks until its effect is durable, and
 * returns the same {@code NOT_FOUND} for a session that does not exist and for one of another
 * owner. A failure of the store is thrown as {@link dev.nocturne.core.Fault}.
 */
public interface Sessions {
    /** Starts a session with its first turn. A null {@code orchestrator} means the default. */
    Result<Answers.Created> create(
            String owner,
            String environment,
            String alertText,
            @Nullable String orchestrator,
            @Nullable IdempotencyKey key);

    /** Starts the next turn of a session at rest. */
    Result<Answers.Asked> message(
            String owner, SessionId session, String text, @Nullable IdempotencyKey key);

    /** Cancels the running turn; not refused if none runs. */
    Result<Answers.Cancelling> cancel(
            String owner, SessionId session, @Nullable IdempotencyKey key);

    /** Exempts the session from retention. */
    Result<Answers.Saved> save(String owner, SessionId session, @Nullable IdempotencyKey key);

    /**
     * Appends events of an external agent. {@code expectedSeq} is the tail of the log that the
     * agent expects.
     */
    Result<Answers.Posted> post(
            String owner,
            SessionId session,
            List<ExternalEvent> events,
            OptionalLong expectedSeq,
            @Nullable IdempotencyKey key);

    /**
     * Decides an approval. Returns {@code NO_OPEN_APPROVAL} if it was never requested, is decided
     * already, or has expired.
     */
    Result<Answers.Resolved> resolve(
            String owner,
            SessionId session,
            String approvalId,
            ApprovalDecision decision,
            @Nullable String note,
            @Nullable IdempotencyKey key);

    /** Permanently deletes the session and stops its running turn. Idempotent. */
    Answers.Deleted delete(String owner, SessionId session);

    /** A page of sessions, newest first. */
    Answers.Listed list(String owner, SessionFilter filter);

    /** A consistent snapshot of one session. */
    Result<SessionSnapshot> open(String owner, SessionId session);

    /**
     * Subscribes to the session's events after seq {@code since}: to the end of the turn, or with
     * {@code follow} until the session is deleted. Returns {@code POSITION_GONE} if {@code since}
     * lies beyond the log.
     */
    Result<Subscription> subscribe(String owner, SessionId session, long since, boolean follow);

    /**
     * The approximate number of characters of {@link #toolResult}, so that memory can be reserved
     * first; 0 if it would be refused.
     */
    long toolResultSize(String owner, SessionId session, String callId);

    /** The uncut result of a finished tool call, as JSON. */
    Result<String> toolResult(String owner, SessionId session, String callId);

    /** Identifies the history that positions in logs belong to. It changes with a restore. */
    String epoch();
}
