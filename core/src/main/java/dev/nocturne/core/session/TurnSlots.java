package dev.nocturne.core.session;

import dev.nocturne.core.SessionId;
import java.util.HashSet;
import java.util.Set;

/** The limit of running turns: which sessions have a turn running, or are about to. */
final class TurnSlots {
    enum Taken {
        NEW,
        ALREADY,
        FULL
    }

    private final int most;
    private final Set<SessionId> running = new HashSet<>();

    TurnSlots(int most) {
        this.most = most;
    }

    synchronized Taken take(SessionId session) {
        if (running.contains(session)) {
            return Taken.ALREADY;
        }
        if (running.size() >= most) {
            return Taken.FULL;
        }
        running.add(session);
        return Taken.NEW;
    }

    /** Counts a turn that runs whatever the limit, because it was accepted before. */
    synchronized void count(SessionId session) {
        running.add(session);
    }

    synchronized void give(SessionId session) {
        running.remove(session);
    }

    synchronized int running() {
        return running.size();
    }
}
