package dev.nocturne.server.sessions;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.session.Latest;
import dev.nocturne.core.session.SessionDetail;
import dev.nocturne.core.session.SessionSnapshot;
import java.util.List;
import java.util.stream.LongStream;

/** Reads the alert, the last answer and the last ends of runs from where the log has them. */
final class LatestEvents {
    private LatestEvents() {}

    static SessionDetail read(SessionSnapshot session) {
        SessionDetail detail = new SessionDetail();
        Latest latest = find(session);
        LongStream.of(1, latest.answer(), latest.runEnd(), latest.error())
                .filter(seq -> seq > 0)
                .distinct()
                .sorted()
                .forEach(seq ->
                        session.page(seq - 1, 1, EventPages.PAGE_BYTES).forEach(detail::add));
        return detail;
    }

    /**
     * The state knows the positions, unless it comes from a checkpoint of an earlier version: then
     * reads back from the log's end until all are found, one page in memory at a time.
     */
    private static Latest find(SessionSnapshot session) {
        Latest latest = session.state().latest();
        long before = session.state().seq() + 1;
        while (!latest.isKnown() && before > 1) {
            List<Event> page = EventPages.latest(session, before, EventPages.MOST);
            if (page.isEmpty()) {
                break;
            }
            for (Event event : page.reversed()) {
                latest = latest.orElse(Latest.of(event));
            }
            before = page.getFirst().seq();
        }
        return latest.orElse(Latest.NONE);
    }
}
