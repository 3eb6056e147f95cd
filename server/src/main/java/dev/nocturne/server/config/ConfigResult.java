package dev.nocturne.server.config;

import java.util.List;

/** A configuration, or all mistakes in it. */
public sealed interface ConfigResult {
    record Valid(ServerConfig config) implements ConfigResult {}

    /** {@code mistakes}: a sentence each. */
    record Invalid(List<String> mistakes) implements ConfigResult {
        public Invalid {
            mistakes = List.copyOf(mistakes);
        }
    }
}
