package dev.nocturne.core.log;

import dev.nocturne.core.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Leases for a store that one process owns: nobody outside it could ask for one, so they need not
 * outlive it. Tokens come from one counter for all sessions; a durable store starts it above every
 * token it gave before.
 */
public final class InMemoryLeases implements Leases {
    /** Below this many leases a sweep of expired ones is not worth its walk over the table. */
    private static final int SWEEP_FROM = 1_024;

    private record Grant(String holder, FencingToken token, Instant expiresAt) {}

    private final InstantSource clock;
    private final Map<SessionId, Grant> grants = new HashMap<>();
    private long lastToken;
    private int sweepAt = SWEEP_FROM;

    /** The first token granted is one more than {@code lastToken}. */
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
     * Whether the token is the last one granted for the session and was not given back. An expired
     * lease that nobody took since is still current: there is no other writer to protect from it.
     */
    public synchronized boolean isCurrent(SessionId session, FencingToken token) {
        Grant grant = grants.get(session);
        return grant != null && grant.token().equals(token);
    }

    /** Ends whatever lease the session has; its token is not current any more. */
    public synchronized void forget(SessionId session) {
        grants.remove(session);
    }

    /** Holders that never came back must not fill the memory; a walk per doubling is cheap. */
    private void sweep(Instant now) {
        if (grants.size() >= sweepAt) {
            grants.values().removeIf(grant -> !now.isBefore(grant.expiresAt()));
            sweepAt = Math.max(SWEEP_FROM, 2 * grants.size());
        }
    }
}
