package dev.nocturne.cli.client;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which sessions to list, newest first.
 *
 * @param environment only sessions of this pack; null for all
 * @param status only sessions in this status; null for all
 * @param text only sessions with this text in alert, pack, id or root cause; null for all
 * @param limit at most this many
 * @param filter a condition that the server does not know; null for none
 */
public record SessionSelection(
        @Nullable String environment,
        @Nullable String status,
        @Nullable String text,
        int limit,
        @Nullable Predicate<JsonNode> filter) {

    /** The newest sessions of all. */
    public static SessionSelection newest(int limit) {
        return new SessionSelection(null, null, null, limit, null);
    }
}
