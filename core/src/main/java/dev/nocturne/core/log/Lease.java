package dev.nocturne.core.log;

import java.time.Instant;

/** The result of a request for a session's lease. */
public sealed interface Lease {
    /** The caller holds the lease until {@code expiresAt}, or longer if it renews it. */
    record Granted(FencingToken token, Instant expiresAt) implements Lease {}

    /** Another holder has the lease. */
    record Held(String holder, Instant until) implements Lease {}
}
