package dev.nocturne.core.log;

import org.jspecify.annotations.Nullable;

/**
 * The filter and page of a list of sessions. A null component does not filter.
 *
 * @param text a lower-case substring of the checkpoint's search text
 * @param after the position where the last page ended, or null for the first page
 * @param limit the most rows of the page, 1 to 500
 */
public record SessionQuery(
        @Nullable String owner,
        @Nullable String environment,
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
