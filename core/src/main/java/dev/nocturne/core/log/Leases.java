package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Duration;

/**
 * Leases decide who may write a session. A session has at most one holder, and each grant has a
 * greater token than all earlier grants for the session.
 */
public interface Leases {
    /**
     * Grants the lease if it is free, expired, or already held by {@code holder}, who then gets a
     * new token.
     */
    Lease acquire(SessionId session, String holder, Duration ttl);

    /** Extends a lease; false if the token is not the current one. */
    boolean renew(SessionId session, FencingToken token, Duration ttl);

    /** Releases a lease; does nothing if the token is not the current one. */
    void release(SessionId session, FencingToken token);
}
