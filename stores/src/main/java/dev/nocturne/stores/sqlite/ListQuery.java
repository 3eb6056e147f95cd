package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of sessions. Walks one index in the list's order and stops when the page is
 * full. For a text it walks a little, which fills the page where many have it, and then reads the
 * sessions that may have it from the index of texts. The index to walk is named in the statement:
 * the file has no statistics the planner could choose by, and a wrong choice would sort every
 * session. The statements' texts are few, so that they can be kept prepared.
 */
final class ListQuery {
    /**
     * Sessions looked at, beside as many as a page has, before the index of texts is: that takes
     * about as long as the index does at best, some 1 ms.
     */
    static final int FEW = 500;

    /** Matches read beyond a page for the sake of their order: some 20 ms. */
    static final int PATIENCE = 2_000;

    private final SessionQuery query;
    private final String needle;

    private ListQuery(SessionQuery query) {
        this.query = query;
        needle = query.text() == null ? "" : query.text().toLowerCase(Locale.ROOT);
    }

    static SessionPage page(Sql sql, SessionQuery query) throws SQLException {
        return page(new ListQuery(query).find(sql), query.limit());
    }

    /** Up to one more than the page was asked for. */
    private List<SessionHead> find(Sql sql) throws SQLException {
        Optional<String> match = Trigrams.match(needle);
        if (match.isEmpty()) {
            return walk(sql, null);
        }
        Optional<PageKey> end = endOfFew(sql);
        List<SessionHead> found = walk(sql, end.orElse(null));
        if (end.isEmpty() || found.size() > query.limit()) {
            return found;
        }
        Newest newest = search(sql, match.get());
        return newest.isSettled() ? newest.found() : walk(sql, null);
    }

    /** Where a walk is after a few sessions; nothing if it is at its end before. */
    private Optional<PageKey> endOfFew(Sql sql) throws SQLException {
        Conditions walked = new Conditions();
        walked.equal("s.owner", query.owner()).equal("s.status", query.status());
        after(walked);
        return sql.first(
                "SELECT s.created_at, s.id FROM sessions s INDEXED BY "
                        + index()
                        + walked
                        + " ORDER BY s.created_at DESC, s.id DESC LIMIT 1 OFFSET ?",
                row -> new PageKey(Instant.ofEpochMilli(row.getLong(1)), Queries.id(row, 2)),
                walked.values(FEW + query.limit()));
    }

    /** The first of the list, down to but not including a place in it, or all of it. */
    private List<SessionHead> walk(Sql sql, @Nullable PageKey end) throws SQLException {
        Conditions wanted = wanted();
        if (end != null) {
            wanted.and(
                    "(s.created_at, s.id) > (?, ?)",
                    end.createdAt().toEpochMilli(),
                    end.session().value());
        }
        return sql.query(
                Queries.HEAD
                        + " FROM sessions s INDEXED BY "
                        + index()
                        // CROSS keeps the states inside: the walk is over the sessions.
                        + " CROSS JOIN states t ON t.session = s.key"
                        + wanted
                        + " ORDER BY s.created_at DESC, s.id DESC LIMIT ?",
                Queries::head,
                wanted.values(query.limit() + 1));
    }

    /** By the index of texts, from the newest key on down. */
    private Newest search(Sql sql, String match) throws SQLException {
        Conditions wanted = wanted().and("x.sessions_by_text MATCH ?", match);
        PageKey after = query.after();
        if (after != null) {
            // Below the first key from which on all sessions are too young.
            wanted.and(
                    "x.rowid < coalesce((SELECT y.key FROM sessions y INDEXED BY sessions_by_age"
                            + " WHERE y.created_at > ? + (SELECT millis FROM disorder)"
                            + " ORDER BY y.created_at, y.id LIMIT 1), 9223372036854775807)",
                    after.createdAt().toEpochMilli());
        }
        Newest newest = new Newest(query.limit() + 1, PATIENCE);
        sql.visit(
                Queries.HEAD
                        + ", (SELECT millis FROM disorder)"
                        // CROSS keeps the index of texts outside, and so the order of keys.
                        + " FROM sessions_by_text x CROSS JOIN sessions s ON s.key = x.rowid"
                        + " CROSS JOIN states t ON t.session = s.key"
                        + wanted
                        + " ORDER BY x.rowid DESC",
                newest::take,
                wanted.values());
        return newest;
    }

    /** All that the query asks for. */
    private Conditions wanted() {
        Conditions wanted = new Conditions();
        wanted.equal("s.owner", query.owner());
        wanted.equal("s.status", query.status());
        wanted.equal("s.scenario", query.scenario());
        if (!needle.isEmpty()) {
            wanted.and("instr(s.search_text, ?) > 0", needle);
        }
        return after(wanted);
    }

    private Conditions after(Conditions wanted) {
        PageKey after = query.after();
        return after == null
                ? wanted
                : wanted.and(
                        "(s.created_at, s.id) < (?, ?)",
                        after.createdAt().toEpochMilli(),
                        after.session().value());
    }

    private String index() {
        if (query.owner() != null) {
            return query.status() != null ? "sessions_by_owner_and_status" : "sessions_by_owner";
        }
        return query.status() != null ? "sessions_by_status" : "sessions_by_age";
    }

    /** One row more than the page was asked for tells whether there is a next one. */
    private static SessionPage page(List<SessionHead> found, int limit) {
        if (found.size() <= limit) {
            return new SessionPage(List.copyOf(found), null);
        }
        List<SessionHead> page = List.copyOf(found.subList(0, limit));
        Checkpoint last = page.getLast().checkpoint();
        return new SessionPage(page, new PageKey(last.createdAt(), last.session()));
    }
}
