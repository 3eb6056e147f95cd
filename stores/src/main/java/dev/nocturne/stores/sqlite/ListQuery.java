package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of sessions. Walks one index in the list's order and stops when the page is
 * full. The index is named in the statement: the file has no statistics the planner could choose
 * by, and a wrong choice would sort every session.
 */
final class ListQuery {
    private final StringBuilder where = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private ListQuery() {}

    static SessionPage page(Sql sql, SessionQuery query) throws SQLException {
        return new ListQuery().run(sql, query);
    }

    private SessionPage run(Sql sql, SessionQuery query) throws SQLException {
        equal("owner", query.owner());
        equal("status", query.status());
        equal("scenario", query.scenario());
        String text = query.text();
        if (text != null && !text.isEmpty()) {
            and("instr(s.search_text, ?) > 0", text.toLowerCase(Locale.ROOT));
        }
        PageKey after = query.after();
        if (after != null) {
            and(
                    "(s.created_at, s.id) < (?, ?)",
                    after.createdAt().toEpochMilli(),
                    after.session().value());
        }
        values.add(query.limit() + 1);
        List<SessionHead> found = sql.query(statement(query), Queries::head, values.toArray());
        return page(found, query.limit());
    }

    private void equal(String column, @Nullable String value) {
        if (value != null) {
            and("s." + column + " = ?", value);
        }
    }

    private void and(String condition, Object... bound) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(List.of(bound));
    }

    /** One of at most 32 texts, so that they can be kept prepared. */
    private String statement(SessionQuery query) {
        return Queries.HEAD
                + " INDEXED BY "
                + index(query)
                // CROSS keeps the states inside: the walk is over the sessions.
                + " CROSS JOIN states t ON t.session = s.key"
                + where
                + " ORDER BY s.created_at DESC, s.id DESC LIMIT ?";
    }

    private static String index(SessionQuery query) {
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
