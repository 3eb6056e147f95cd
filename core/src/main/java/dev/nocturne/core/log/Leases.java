package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Duration;

/**
 * Who may write a session. One holder at a time; a grant's token is greater than all granted for
 * the session before.
 */
public interface Leases {
    /** Grants the lease when it is free, expired, or already the holder's (with a new token). */
    Lease acquire(SessionId session, String holder, Duration ttl);

    /** Prolongs a lease; false when the token is no longer the current one. */
    boolean renew(SessionId session, FencingToken token, Duration ttl);

    /** Gives the lease back; does nothing when the token is no longer the current one. */
    void release(SessionId session, FencingToken token);
}
