package dev.nocturne.core.log;

import java.time.Instant;

/** The answer to asking for a session's lease. */
public sealed interface Lease {
    /** The session is the asker's until {@code expiresAt}, unless renewed. */
    record Granted(FencingToken token, Instant expiresAt) implements Lease {}

    /** Somebody else has it. */
    record Held(String holder, Instant until) implements Lease {}
}
