package dev.nocturne.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.llm.LlmSettings;
import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.mcp.McpServerSettings.Transport;
import dev.nocturne.llm.privacy.PrivacySettings;
import dev.nocturne.llm.provider.Price;
import dev.nocturne.llm.provider.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlmReaderTest {
    @TempDir Path dir;

    private ConfigResult read(Map<String, String> env) {
        return ConfigReader.read(
                new ServerOptions(null, null, dir, List.of(dir), List.of(), null),
                env,
                InstantSource.system());
    }

    private LlmSettings valid(Map<String, String> env) {
        ConfigResult result = read(env);
        assertThat(result).isInstanceOf(ConfigResult.Valid.class);
        return ((ConfigResult.Valid) result).config().llm();
    }

    private List<String> mistakes(Map<String, String> env) {
        ConfigResult result = read(env);
        assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
        return ((ConfigResult.Invalid) result).mistakes();
    }

    @Test
    void withoutSettingsThereIsNoModel() {
        assertThat(valid(Map.of())).isEqualTo(LlmSettings.NONE);
    }

    @Test
    void everySettingIsRead() throws Exception {
        Path key = Files.writeString(dir.resolve("key"), "  sk-in-a-file\n");
        Path patterns =
                Files.writeString(
                        dir.resolve("patterns"), "# ours\n\ncustomer: Bright Fibre\nacc=C-\\d+\n");
        Path mcp =
                Files.writeString(
                        dir.resolve("mcp.yaml"),
                        """
                        servers:
                          - name: tickets
                            url: https://tickets.example.com/mcp
                            headers: {Authorization: TICKETS_AUTH}
                            agents: [HistoricalTicketAgent]
                            allow: [search, create]
                            side_effects: [create]
                            timeout: 5s
                            max_result_bytes: 10000
                          - name: files
                            command: file-server
                            args: [--read-only, 7]
                            agents: [RunbookKBAgent]
                            allow: [read]
                        """);
        LlmSettings llm =
                valid(
                        Map.ofEntries(
                                Map.entry("NOCTURNE_MODEL", "openai:gpt-4.1"),
                                Map.entry(
                                        "NOCTURNE_AGENT_MODELS",
                                        "A=anthropic:claude-x, B=openai:y"),
                                Map.entry(
                                        "NOCTURNE_MODEL_PRICES",
                                        "openai:gpt-4.1=2.00/8.00/0.50,openai:y=1/2"),
                                Map.entry("OPENAI_API_KEY_FILE", key.toString()),
                                Map.entry("ANTHROPIC_API_KEY", "sk-ant"),
                                Map.entry("OPENAI_BASE_URL", "http://localhost:11434/v1/"),
                                Map.entry("NOCTURNE_PSEUDONYMS", "on"),
                                Map.entry("NOCTURNE_PRIVATE_PATTERNS_FILE", patterns.toString()),
                                Map.entry("NOCTURNE_MCP_FILE", mcp.toString()),
                                Map.entry("TICKETS_AUTH", "Bearer xyz"),
                                Map.entry("NOCTURNE_ORCHESTRATOR", "llm"),
                                Map.entry("NOCTURNE_MODEL_CALLS", "7"),
                                Map.entry("NOCTURNE_MODEL_TOKENS", "5000"),
                                Map.entry("NOCTURNE_MODEL_DOLLARS", "0.25"),
                                Map.entry("NOCTURNE_MODEL_CONTEXT", "9000"),
                                Map.entry("NOCTURNE_MODEL_OUTPUT", "800"),
                                Map.entry("NOCTURNE_MODEL_TIMEOUT", "9s"),
                                Map.entry("NOCTURNE_SPECIALIST_TIMEOUT", "10s"),
                                Map.entry("NOCTURNE_TURN_TIME", "11s"),
                                Map.entry("NOCTURNE_PARALLEL_CALLS", "3"),
                                Map.entry("NOCTURNE_APPROVALS", "off"),
                                Map.entry("NOCTURNE_APPROVAL_TIMEOUT", "1m")));

        assertThat(llm.models().model()).hasToString("openai:gpt-4.1");
        assertThat(llm.models().agents()).hasSize(2);
        assertThat(llm.models().prices())
                .containsEntry("openai:gpt-4.1", new Price(2, 8, 0.5))
                .containsEntry("openai:y", new Price(1, 2, 1));
        assertThat(llm.models().openAi().base()).hasToString("http://localhost:11434/v1");
        assertThat(llm.models().openAi().key()).extracting(Secret::value).isEqualTo("sk-in-a-file");
        assertThat(llm.models().anthropic().key()).extracting(Secret::value).isEqualTo("sk-ant");
        assertThat(llm.privacy().mode()).isEqualTo(PrivacySettings.Mode.ON);
        assertThat(llm.privacy().patterns()).hasSize(2);
        assertThat(llm.mcp()).hasSize(2);
        assertThat(llm.mcp().getFirst().sideEffects()).containsExactly("create");
        assertThat(llm.mcp().getLast().transport())
                .isEqualTo(
                        new Transport.Stdio(List.of("file-server", "--read-only", "7"), Map.of()));
        assertThat(llm.budget())
                .isEqualTo(
                        new Budget(
                                7,
                                5_000,
                                0.25,
                                9_000,
                                800,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(11),
                                3));
        assertThat(llm.orchestrator()).isEqualTo("llm");
        assertThat(llm.approvals()).isFalse();
        assertThat(llm.approvalTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(llm).asString().doesNotContain("sk-", "xyz");
    }

    @Test
    void allMistakesAreReportedAtOnceWithoutSecrets() throws Exception {
        Path patterns = Files.writeString(dir.resolve("patterns"), "nothing\nbad=(\n");
        Path mcp =
                Files.writeString(
                        dir.resolve("mcp.yaml"),
                        """
                        servers:
                          - name: Not Good
                            url: http://example.com/mcp
                            headers: {Authorization: UNSET}
                            colour: red
                        """);
        Path key = Files.writeString(dir.resolve("key"), "x".repeat(5_000));
        List<String> mistakes =
                mistakes(
                        Map.ofEntries(
                                Map.entry("NOCTURNE_MODEL", "gpt-4.1"),
                                Map.entry("NOCTURNE_AGENT_MODELS", "A, B=c"),
                                Map.entry("NOCTURNE_MODEL_PRICES", "openai:x=cheap"),
                                Map.entry("OPENAI_API_KEY", "hunter 2"),
                                Map.entry("OPENAI_BASE_URL", "http://example.com/v1"),
                                Map.entry("ANTHROPIC_API_KEY_FILE", key.toString()),
                                Map.entry("ANTHROPIC_BASE_URL", "ftp://example.com"),
                                Map.entry("NOCTURNE_PSEUDONYMS", "maybe"),
                                Map.entry("NOCTURNE_PRIVATE_PATTERNS_FILE", patterns.toString()),
                                Map.entry("NOCTURNE_MCP_FILE", mcp.toString()),
                                Map.entry("NOCTURNE_ORCHESTRATOR", "magic"),
                                Map.entry("NOCTURNE_MODEL_DOLLARS", "-1"),
                                Map.entry("NOCTURNE_MODEL_OUTPUT", "1")));

        assertThat(mistakes)
                .hasSize(20)
                .noneMatch(m -> m.contains("hunter"))
                .allMatch(m -> m.endsWith("."));
        assertThat(String.join("\n", mistakes))
                .contains(
                        "OPENAI_BASE_URL must begin with https",
                        "Line 1 of NOCTURNE_PRIVATE_PATTERNS_FILE",
                        "server 1, has an unknown key colour",
                        "server 1, needs a list allow");
    }

    @Test
    void aKeyHasOnePlace() {
        assertThat(mistakes(Map.of("OPENAI_API_KEY", "a", "OPENAI_API_KEY_FILE", "/b")))
                .containsExactly("Set OPENAI_API_KEY or OPENAI_API_KEY_FILE, not both.");
    }
}
