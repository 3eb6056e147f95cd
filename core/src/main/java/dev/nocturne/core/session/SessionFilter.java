package dev.nocturne.core.session;

import dev.nocturne.core.log.PageKey;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list; null does not filter. {@code text} is looked for in alert, scenario, id
 * and root cause.
 */
public record SessionFilter(
        @Nullable String scenario,
        @Nullable Status status,
        @Nullable String text,
        @Nullable PageKey after,
        int limit) {}
