package dev.nocturne.llm.provider;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model in configurations: {@code openai:gpt-4.1}, {@code anthropic:claude-x}, {@code
 * replay:FILE}.
 *
 * @param model the provider's name for it, or the file; may contain colons and slashes
 */
public record ModelName(String provider, String model) {
    public static final String OPENAI = "openai";
    public static final String ANTHROPIC = "anthropic";
    public static final String REPLAY = "replay";

    private static final Set<String> PROVIDERS = Set.of(OPENAI, ANTHROPIC, REPLAY);
    private static final Pattern WRITTEN = Pattern.compile("([a-z]{1,20}):(\\S.{0,499})");

    /** Parses a name; empty if its form or provider is unknown. */
    public static Optional<ModelName> parse(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        return parts.matches() && PROVIDERS.contains(parts.group(1))
                ? Optional.of(new ModelName(parts.group(1), parts.group(2)))
                : Optional.empty();
    }

    /** The name as it is written in configurations. */
    @Override
    public String toString() {
        return provider + ":" + model;
    }
}
