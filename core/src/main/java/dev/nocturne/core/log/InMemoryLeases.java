package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Leases of a store that is used by one process only, so that they need not outlive the process.
 * All sessions share one counter of tokens; a durable store starts it above every token granted
 * before.
 */
public final class InMemoryLeases implements Leases {
    /** The number of leases from which expired ones are removed. */
    private static final int SWEEP_FROM = 1_024;

    private record Grant(String holder, FencingToken token, Instant expiresAt) {}

    private final InstantSource clock;
    private final Map<SessionId, Grant> grants = new HashMap<>();
    private long lastToken;
    private int sweepAt = SWEEP_FROM;

    /** Creates a table whose first token is {@code lastToken + 1}. */
    public InMemoryLeases(InstantSource clock, long lastToken) {
        this.clock = clock;
        this.lastToken = lastToken;
    }

    @Override
    public synchronized Lease acquire(SessionId session, String holder, Duration ttl) {
        Instant now = clock.instant();
        Grant grant = grants.get(session);
        if (grant != null && now.isBefore(grant.expiresAt()) && !grant.holder().equals(holder)) {
            return new Lease.Held(grant.holder(), grant.expiresAt());
        }
        sweep(now);
        Grant next = new Grant(holder, new FencingToken(++lastToken), now.plus(ttl));
        grants.put(session, next);
        return new Lease.Granted(next.token(), next.expiresAt());
    }

    @Override
    public synchronized boolean renew(SessionId session, FencingToken token, Duration ttl) {
        if (!isCurrent(session, token)) {
            return false;
        }
        grants.computeIfPresent(
                session,
                (id, grant) -> new Grant(grant.holder(), token, clock.instant().plus(ttl)));
        return true;
    }

    @Override
    public synchronized void release(SessionId session, FencingToken token) {
        if (isCurrent(session, token)) {
            grants.remove(session);
        }
    }

    /**
     * Whether the token is the last one granted for the session and was not released. An expired
     * lease stays current until another is granted, because there is no other writer to protect.
     */
    public synchronized boolean isCurrent(SessionId session, FencingToken token) {
        Grant grant = grants.get(session);
        return grant != null && grant.token().equals(token);
    }

    /** Ends the session's lease, if it has one. */
    public synchronized void forget(SessionId session) {
        grants.remove(session);
    }

    /**
     * Removes expired leases each time the table has doubled, so that abandoned ones do not
     * accumulate.
     */
    private void sweep(Instant now) {
        if (grants.size() >= sweepAt) {
            grants.values().removeIf(grant -> !now.isBefore(grant.expiresAt()));
            sweepAt = Math.max(SWEEP_FROM, 2 * grants.size());
        }
    }
}
