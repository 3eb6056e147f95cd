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
 * Reads a page of the list of sessions. It walks one index in the list's order and stops when the
 * page is full. A search for a text first walks a few sessions, which fills the page if many
 * sessions contain the text; then it uses the full-text index. The statement names the index to
 * walk, because the file has no statistics for the planner and a wrong choice would sort all
 * sessions. There are only a few different statements, so that they can stay prepared.
 */
final class ListQuery {
    /**
     * The number of sessions, beyond the size of the page, that are walked before the full-text
     * index is used. That takes about 1 ms, as long as a fast search in the index.
     */
    static final int FEW = 500;

    /** The most matches read beyond a page to get their order right: about 20 ms. */
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

    /** Up to one session more than the page has. */
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
        return newest.isSettled() ? newest.sessions() : walk(sql, null);
    }

    /** The position after the first few sessions; empty if there are fewer. */
    private Optional<PageKey> endOfFew(Sql sql) throws SQLException {
        WhereClause walked = new WhereClause();
        walked.equal("s.owner", query.owner()).equal("s.status", query.status());
        startAfter(walked);
        return sql.first(
                "SELECT s.created_at, s.id FROM sessions s INDEXED BY "
                        + index()
                        + walked
                        + " ORDER BY s.created_at DESC, s.id DESC LIMIT 1 OFFSET ?",
                row -> new PageKey(Instant.ofEpochMilli(row.getLong(1)), SessionQueries.id(row, 2)),
                walked.values(FEW + query.limit()));
    }

    /**
     * The first matching sessions of the list, before the position {@code end} if it is not null.
     */
    private List<SessionHead> walk(Sql sql, @Nullable PageKey end) throws SQLException {
        WhereClause wanted = conditions();
        if (end != null) {
            wanted.and(
                    "(s.created_at, s.id) > (?, ?)",
                    end.createdAt().toEpochMilli(),
                    end.session().value());
        }
        return sql.query(
                SessionQueries.HEAD
                        + " FROM sessions s INDEXED BY "
                        + index()
                        // CROSS makes the sessions the outer loop.
                        + " CROSS JOIN states t ON t.session = s.key"
                        + wanted
                        + " ORDER BY s.created_at DESC, s.id DESC LIMIT ?",
                SessionQueries::head,
                wanted.values(query.limit() + 1));
    }

    /** Searches the full-text index in descending order of keys. */
    private Newest search(Sql sql, String match) throws SQLException {
        WhereClause wanted = conditions().and("x.sessions_by_text MATCH ?", match);
        PageKey after = query.after();
        if (after != null) {
            // Keys from this one on belong to sessions that are too new.
            wanted.and(
                    "x.rowid < coalesce((SELECT y.key FROM sessions y INDEXED BY sessions_by_age"
                            + " WHERE y.created_at > ? + (SELECT millis FROM disorder)"
                            + " ORDER BY y.created_at, y.id LIMIT 1), 9223372036854775807)",
                    after.createdAt().toEpochMilli());
        }
        Newest newest = new Newest(query.limit() + 1, PATIENCE);
        sql.visit(
                SessionQueries.HEAD
                        + ", (SELECT millis FROM disorder)"
                        // CROSS makes the full-text index the outer loop, which gives the order of
                        // keys.
                        + " FROM sessions_by_text x CROSS JOIN sessions s ON s.key = x.rowid"
                        + " CROSS JOIN states t ON t.session = s.key"
                        + wanted
                        + " ORDER BY x.rowid DESC",
                newest::take,
                wanted.values());
        return newest;
    }

    /** All conditions of the query. */
    private WhereClause conditions() {
        WhereClause wanted = new WhereClause();
        wanted.equal("s.owner", query.owner());
        wanted.equal("s.status", query.status());
        wanted.equal("s.scenario", query.environment());
        if (!needle.isEmpty()) {
            wanted.and("instr(s.search_text, ?) > 0", needle);
        }
        return startAfter(wanted);
    }

    private WhereClause startAfter(WhereClause wanted) {
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

    /** Makes a page; a row beyond the limit shows that there is another page. */
    private static SessionPage page(List<SessionHead> found, int limit) {
        if (found.size() <= limit) {
            return new SessionPage(List.copyOf(found), null);
        }
        List<SessionHead> page = List.copyOf(found.subList(0, limit));
        Checkpoint last = page.getLast().checkpoint();
        return new SessionPage(page, new PageKey(last.createdAt(), last.session()));
    }
}
