package dev.nocturne.core.log;

import org.jspecify.annotations.Nullable;

/**
 * What a list of sessions asks for. Null means: do not filter by it.
 *
 * @param text looked for, in lower case and as a plain substring, in the checkpoint's search text
 * @param after where the last page ended, or null for the first
 * @param limit most rows of a page, 1 to 500
 */
public record SessionQuery(
        @Nullable String owner,
        @Nullable String scenario,
        @Nullable String status,
        @Nullable String text,
        @Nullable PageKey after,
        int limit) {
    /** The longest page: some 100 kB of summaries. */
    public static final int MAX_LIMIT = 500;

    public SessionQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit " + limit + " is not within 1 to " + MAX_LIMIT);
        }
    }
}
