package dev.nocturne.core.stream;

import dev.nocturne.core.SessionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The feeds in use. A feed is removed when its last holder releases it. */
public final class Feeds {
    private record Held(Feed feed, int holders) {}

    private final Map<SessionId, Held> held = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Takes hold of the session's feed, to be returned with {@link #release}. */
    public Feed acquire(SessionId session) {
        Held now =
                held.compute(
                        session,
                        (id, before) ->
                                before == null
                                        ? new Held(new Feed(id), 1)
                                        : new Held(before.feed(), before.holders() + 1));
        if (closing) {
            now.feed().closeDown();
        }
        return now.feed();
    }

    public void release(Feed feed) {
        held.compute(
                feed.session(),
                (id, before) -> {
                    if (before == null || before.feed() != feed) {
                        throw new IllegalStateException("feed of " + id + " is not held");
                    }
                    return before.holders() == 1 ? null : new Held(feed, before.holders() - 1);
                });
    }

    /** The session's feed if it is in use. */
    public Optional<Feed> find(SessionId session) {
        return Optional.ofNullable(held.get(session)).map(Held::feed);
    }

    /** Sends one tick of the heartbeat to all subscriptions. */
    public void heartbeat() {
        held.values().forEach(h -> h.feed().heartbeat());
    }

    /** Ends all subscriptions, present and future, with {@link Delivery.Closing}. */
    public void closeAll() {
        closing = true;
        held.values().forEach(h -> h.feed().closeDown());
    }
}
