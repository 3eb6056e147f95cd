package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a store knows of all its sessions, beside their logs. Blocking and thread-safe like {@link
 * EventLog}.
 */
public interface SessionCatalog {
    SessionPage list(SessionQuery query);

    /**
     * Deletes sessions at rest (any status but {@code in_progress}) that are not saved and were
     * last changed before the instant, oldest first and at most {@code limit}; returns which. One
     * step: a session that is saved or continued meanwhile stays. Durable when it returns.
     */
    List<SessionId> deleteExpired(Instant before, int limit);

    /** The time that retention has come to, as last stored; empty when it never was. */
    Optional<Instant> retentionTime();

    /** Stores the time that retention has come to. */
    void setRetentionTime(Instant time);

    /** When the event was written that was stored last; the epoch if there is none. */
    Instant lastWrite();

    /** Keeps the session from retention; false when it does not exist. Durable when it returns. */
    boolean save(SessionId session);

    /**
     * Removes the session with its log, attachments and lease. From the moment it returns no append
     * to it succeeds, with whatever token: each is fenced, also after a restart, as ids are never
     * used again. Receipts stay until they are forgotten by age, so that a repeated request still
     * gets its first answer. False when it does not exist; both are fine. Durable when it returns.
     */
    boolean delete(SessionId session);

    /**
     * About how many bytes {@link #attachment} would read into memory; empty when there is none.
     */
    OptionalLong attachmentSize(SessionId session, String callId);

    /** The uncut result of a tool call, as JSON. */
    Optional<String> attachment(SessionId session, String callId);

    /** The remembered answer of an idempotent request. */
    Optional<Receipt> receipt(String scope, String key);

    /**
     * Remembers an answer that no append settled. The first one stays: returns what is remembered
     * now.
     */
    Receipt remember(Receipt receipt);

    /** Forgets receipts created before the instant; returns how many. */
    int forgetReceipts(Instant before);
}
