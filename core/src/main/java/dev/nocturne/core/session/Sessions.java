package dev.nocturne.core.session;

import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.stream.Subscription;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that can be asked of sessions. Every method blocks until its answer is durable, is safe for
 * many threads, and answers {@code NOT_FOUND} alike for a session that is missing and for one of
 * another owner. Faults of the store come as {@link dev.nocturne.core.Fault}.
 */
public interface Sessions {
    /** Opens a session with its first turn. {@code orchestrator} null means the default. */
    Result<Answers.Created> create(
            String owner,
            String scenario,
            String alertText,
            @Nullable String orchestrator,
            @Nullable IdempotencyKey key);

    /** A follow-up: the next turn of a session at rest. */
    Result<Answers.Asked> message(
            String owner, SessionId session, String text, @Nullable IdempotencyKey key);

    /** Ends the running turn; not refused when none runs. */
    Result<Answers.Cancelling> cancel(
            String owner, SessionId session, @Nullable IdempotencyKey key);

    /** Keeps the session from retention. */
    Result<Answers.Saved> save(String owner, SessionId session, @Nullable IdempotencyKey key);

    /**
     * Events of an agent that runs elsewhere. {@code expectedSeq} is the tail the agent believes
     * in.
     */
    Result<Answers.Posted> post(
            String owner,
            SessionId session,
            List<ExternalEvent> events,
            OptionalLong expectedSeq,
            @Nullable IdempotencyKey key);

    /**
     * Answers an approval. {@code NO_OPEN_APPROVAL} when that one waits for nobody: never asked
     * for, answered, expired.
     */
    Result<Answers.Resolved> resolve(
            String owner,
            SessionId session,
            String approvalId,
            ApprovalDecision decision,
            @Nullable String note,
            @Nullable IdempotencyKey key);

    /** Removes the session for ever; idempotent. A running turn is stopped. */
    Answers.Deleted delete(String owner, SessionId session);

    /** A page of sessions, newest first. */
    Answers.Listed list(String owner, SessionFilter filter);

    /** A consistent look at one session. */
    Result<SessionSnapshot> open(String owner, SessionId session);

    /**
     * Reads the session from after seq {@code since} on, then follows it: until the end of the
     * turn, or with {@code follow} until it is deleted. {@code POSITION_GONE} when {@code since}
     * lies beyond the log.
     */
    Result<Subscription> subscribe(String owner, SessionId session, long since, boolean follow);

    /**
     * About how many characters {@link #toolResult} would give; 0 when it would refuse. For those
     * who make room before they read.
     */
    long toolResultSize(String owner, SessionId session, String callId);

    /** The uncut result of a finished tool call, as JSON. */
    Result<String> toolResult(String owner, SessionId session, String callId);

    /** Names the history that positions in logs belong to; another one after a restore. */
    String epoch();
}
