package dev.nocturne.core.session;

import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list. A null component does not filter. {@code text} is searched for in alert,
 * environment, id and root cause.
 */
public record SessionFilter(
        @Nullable String environment,
        @Nullable Status status,
        @Nullable String text,
        @Nullable PageKey after,
        int limit) {}
