package dev.nocturne.core.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a successful run reports beside its events; {@code tokens} is for example {@code
 * {"input":1,"output":2}}.
 */
public record RunSummary(@Nullable JsonNode tokens) {
    public static final RunSummary NONE = new RunSummary(null);
}
