package dev.nocturne.server.config;

import dev.nocturne.llm.LlmSettings;
import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.mcp.McpFile;
import dev.nocturne.llm.mcp.McpServerSettings;
import dev.nocturne.llm.privacy.PatternsFile;
import dev.nocturne.llm.privacy.PrivacySettings;
import dev.nocturne.llm.privacy.PrivatePattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the settings of language models, their tools and limits. */
final class LlmReader {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Variables env;
    private final Map<String, String> variables;
    private final List<String> mistakes;

    private LlmReader(Variables env, Map<String, String> variables, List<String> mistakes) {
        this.env = env;
        this.variables = variables;
        this.mistakes = mistakes;
    }

    static LlmSettings read(Variables env, Map<String, String> variables, List<String> mistakes) {
        LlmReader reader = new LlmReader(env, variables, mistakes);
        return new LlmSettings(
                ModelReader.read(env, mistakes),
                reader.privacy(),
                reader.mcp(),
                reader.budget(),
                reader.orchestrator(),
                reader.oneOf("NOCTURNE_APPROVALS", "on", "on", "off").equals("on"),
                env.duration(
                        "NOCTURNE_APPROVAL_TIMEOUT",
                        LlmSettings.APPROVAL_TIMEOUT,
                        A_SECOND,
                        A_DAY));
    }

    private PrivacySettings privacy() {
        String mode = oneOf("NOCTURNE_PSEUDONYMS", "auto", "auto", "on", "off");
        String file = env.text("NOCTURNE_PRIVATE_PATTERNS_FILE");
        List<PrivatePattern> patterns =
                file == null
                        ? List.of()
                        : PatternsFile.read("NOCTURNE_PRIVATE_PATTERNS_FILE", file, mistakes);
        return new PrivacySettings(
                PrivacySettings.Mode.valueOf(mode.toUpperCase(Locale.ROOT)), patterns);
    }

    private List<McpServerSettings> mcp() {
        String file = env.text("NOCTURNE_MCP_FILE");
        return file == null
                ? List.of()
                : McpFile.read("NOCTURNE_MCP_FILE", file, variables, mistakes);
    }

    private @Nullable String orchestrator() {
        return env.text("NOCTURNE_ORCHESTRATOR") == null
                ? null
                : oneOf("NOCTURNE_ORCHESTRATOR", "builtin", "builtin", "llm");
    }

    private Budget budget() {
        Budget standard = Budget.DEFAULT;
        return new Budget(
                env.number("NOCTURNE_MODEL_CALLS", standard.modelCalls(), 1, 10_000),
                env.number(
                        "NOCTURNE_MODEL_TOKENS",
                        Math.toIntExact(standard.tokens()),
                        1_000,
                        999_999_999),
                env.dollars("NOCTURNE_MODEL_DOLLARS", standard.dollars()),
                env.number("NOCTURNE_MODEL_CONTEXT", standard.contextTokens(), 2_000, 10_000_000),
                env.number("NOCTURNE_MODEL_OUTPUT", standard.outputTokens(), 64, 1_000_000),
                env.duration("NOCTURNE_MODEL_TIMEOUT", standard.modelTimeout(), A_SECOND, AN_HOUR),
                env.duration(
                        "NOCTURNE_SPECIALIST_TIMEOUT",
                        standard.specialistTimeout(),
                        A_SECOND,
                        A_DAY),
                env.duration("NOCTURNE_TURN_TIME", standard.turnTime(), A_SECOND, A_DAY),
                env.number("NOCTURNE_PARALLEL_CALLS", standard.parallelCalls(), 1, 64));
    }

    private String oneOf(String name, String fallback, String... words) {
        String value = env.text(name);
        if (value == null) {
            return fallback;
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(value)) {
                return word;
            }
        }
        mistakes.add(name + " must be one of " + String.join(", ", words) + ".");
        return fallback;
    }
}
