package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a store that lists, saves and deletes sessions and keeps receipts and attachments.
 * Blocking and thread-safe like {@link EventLog}.
 */
public interface SessionCatalog {
    SessionPage list(SessionQuery query);

    /**
     * Deletes sessions at rest (any status but {@code in_progress}) that are not saved and were
     * last changed before the instant, oldest first and at most {@code limit}; returns which. One
     * step: a session that is saved or continued meanwhile stays. Durable when it returns.
     */
    List<SessionId> deleteExpired(Instant before, int limit);

    /** The time up to which retention has run; empty if it never ran. */
    Optional<Instant> retentionTime();

    /** Stores the time up to which retention has run. */
    void setRetentionTime(Instant time);

    /** The timestamp of the event that was stored last; the epoch if there is none. */
    Instant lastWrite();

    /** Exempts the session from retention; false if it does not exist. Durable when it returns. */
    boolean save(SessionId session);

    /**
     * Removes the session with its log, attachments and lease. From the moment it returns no append
     * to it succeeds, whatever its token, also after a restart, because ids are never reused.
     * Receipts stay until they expire, so that a repeated request still gets its first response.
     * Returns false if the session does not exist. Durable when it returns.
     */
    boolean delete(SessionId session);

    /**
     * The approximate number of bytes that {@link #attachment} would read into memory; empty if
     * there is no attachment.
     */
    OptionalLong attachmentSize(SessionId session, String callId);

    /** The uncut result of a tool call, as JSON. */
    Optional<String> attachment(SessionId session, String callId);

    /** The stored response to a request with an idempotency key. */
    Optional<Receipt> receipt(String scope, String key);

    /**
     * Stores a response that belongs to no append, unless there is one for the key already. Returns
     * the stored one.
     */
    Receipt remember(Receipt receipt);

    /** Deletes receipts created before the instant; returns how many. */
    int forgetReceipts(Instant before);
}
