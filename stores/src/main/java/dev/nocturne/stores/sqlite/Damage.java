package dev.nocturne.stores.sqlite;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions found to be damaged since the store was opened. When one row of a session is
 * damaged, none of its rows is served.
 */
final class Damage {
    private static final Logger log = LoggerFactory.getLogger(Damage.class);

    /**
     * The most sessions remembered, about 1 MB; in others the damage is found again by each read.
     */
    private static final int MOST = 10_000;

    private final DatabaseFile file;
    private final Map<SessionId, String> found = new ConcurrentHashMap<>();

    Damage(DatabaseFile file) {
        this.file = file;
    }

    /** Notes the damage of a session, e.g. {@code event 7 does not match its checksum}. */
    void note(SessionId session, String what) {
        if (found.size() < MOST && found.putIfAbsent(session, what) == null) {
            log.error("session {} in {} is damaged: {}", session, file.path(), what);
        }
    }

    boolean has(SessionId session) {
        return found.containsKey(session);
    }

    void forget(SessionId session) {
        found.remove(session);
    }

    /** Throws if the session is known to be damaged. */
    void refuse(SessionId session) {
        String what = found.get(session);
        if (what != null) {
            throw fault(what);
        }
    }

    /** Notes the damage and returns a fault for it. */
    Fault refuse(SessionId session, @Nullable String what) {
        String reason = String.valueOf(what);
        note(session, reason);
        return fault(reason);
    }

    private static Fault fault(String what) {
        return new Fault(
                ErrorCode.SESSION_DAMAGED,
                "This session is damaged: "
                        + what
                        + ". The other sessions are not affected; 'nocturne doctor' checks all, and"
                        + " 'nocturne restore' brings back a backup.");
    }
}
