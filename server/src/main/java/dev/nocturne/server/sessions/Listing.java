package dev.nocturne.server.sessions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.session.Answers;
import dev.nocturne.core.session.SessionFilter;
import dev.nocturne.core.session.Sessions;
import dev.nocturne.core.status.Status;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** GET /api/sessions. */
final class Listing {
    /** Rows of a page where the client does not say: what a list on a screen shows. */
    private static final int DEFAULT_LIMIT = 100;

    /** Memory for a row: the stored fold of a session, which is mostly far smaller. */
    private static final int ROW_BYTES = 16 * 1024;

    /** Characters of the text that is looked for. */
    private static final int MOST_SEARCH_CHARS = 200;

    private record Page(List<Row> sessions, @Nullable String nextCursor) {}

    /** A summary, and the environment once more under the name that earlier clients read. */
    private record Row(@JsonUnwrapped Answers.SessionSummary summary, String scenario) {
        static Row of(Answers.SessionSummary summary) {
            return new Row(summary, summary.environment());
        }
    }

    private Listing() {}

    static Reply list(Sessions sessions, Exchange exchange) {
        Query query = exchange.query();
        SessionFilter filter =
                new SessionFilter(
                        EnvironmentName.optional(query),
                        status(query),
                        search(query),
                        cursor(query),
                        limit(query));
        var rejected = query.rejection();
        if (rejected.isPresent()) {
            return Reply.refuse(rejected.get());
        }
        exchange.reserve((long) ROW_BYTES * filter.limit());
        Answers.Listed listed = sessions.list(exchange.owner(), filter);
        PageKey next = listed.next();
        return Reply.json(
                new Page(
                        listed.sessions().stream().map(Row::of).toList(),
                        next == null ? null : PageCursor.write(next)));
    }

    private static @Nullable Status status(Query query) {
        String name = query.text("status");
        if (name == null) {
            return null;
        }
        Optional<Status> status = Status.of(name);
        if (status.isEmpty()) {
            query.addMistake(
                    "'status' must be one of pending, in_progress, completed, failed, cancelled.");
        }
        return status.orElse(null);
    }

    private static @Nullable String search(Query query) {
        String text = query.text("q");
        if (text != null && text.length() > MOST_SEARCH_CHARS) {
            query.addMistake("'q' is longer than " + MOST_SEARCH_CHARS + " characters.");
        }
        return text;
    }

    private static @Nullable PageKey cursor(Query query) {
        String text = query.text("cursor");
        if (text == null) {
            return null;
        }
        Optional<PageKey> key = PageCursor.read(text);
        if (key.isEmpty()) {
            query.addMistake("'cursor' is not valid; leave it out to begin with the first page.");
        }
        return key.orElse(null);
    }

    private static int limit(Query query) {
        OptionalLong limit = query.position("limit");
        if (limit.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        if (limit.getAsLong() < 1 || limit.getAsLong() > SessionQuery.MAX_LIMIT) {
            query.addMistake("'limit' must be from 1 to " + SessionQuery.MAX_LIMIT + ".");
            return DEFAULT_LIMIT;
        }
        return (int) limit.getAsLong();
    }
}
