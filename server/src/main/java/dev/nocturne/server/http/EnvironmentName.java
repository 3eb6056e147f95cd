package dev.nocturne.server.http;

import org.jspecify.annotations.Nullable;

/**
 * The name of an environment in a request: {@code environment}, or {@code scenario}, which earlier
 * clients send. If both are given, the first counts.
 */
public final class EnvironmentName {
    public static final String FIELD = "environment";

    /** What the field was called before; responses still have it too. */
    public static final String EARLIER_FIELD = "scenario";

    private EnvironmentName() {}

    /** The name in a body that must have one. */
    public static String required(Form form) {
        return form.text(field(form), Limits.NAME_BYTES);
    }

    /** The name in a body; null when it is left out. */
    public static @Nullable String optional(Form form) {
        return form.optionalText(field(form), Limits.NAME_BYTES);
    }

    /** The name in a query string; null when it is left out. */
    public static @Nullable String optional(Query query) {
        String name = query.text(FIELD);
        return name == null ? query.text(EARLIER_FIELD) : name;
    }

    private static String field(Form form) {
        return !form.has(FIELD) && form.has(EARLIER_FIELD) ? EARLIER_FIELD : FIELD;
    }
}
