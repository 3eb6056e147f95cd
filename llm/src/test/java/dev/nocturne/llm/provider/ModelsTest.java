package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.Usage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    @TempDir Path dir;

    private static ModelName name(String text) {
        return ModelName.parse(text).orElseThrow();
    }

    private static Endpoint endpoint(String base, @Nullable String key) {
        return new Endpoint(URI.create(base), key == null ? null : new Secret(key));
    }

    private static Models models(ModelSettings settings) {
        return new Models(settings, InstantSource.system(), AnswerBudget.ofHeap());
    }

    private static ModelSettings settings(
            String model, Map<String, ModelName> agents, @Nullable String openAi) {
        return new ModelSettings(
                name(model),
                agents,
                endpoint("https://api.openai.com/v1", openAi),
                endpoint("https://api.anthropic.com/v1", null),
                Map.of());
    }

    @Test
    void namesAreProviderAndModel() {
        assertThat(ModelName.parse("openai:gpt-4.1")).hasToString("Optional[openai:gpt-4.1]");
        assertThat(name("openai:meta/llama:free").model()).isEqualTo("meta/llama:free");
        assertThat(ModelName.parse("gpt-4.1")).isEmpty();
        assertThat(ModelName.parse("azure:gpt-4.1")).isEmpty();
        assertThat(ModelName.parse("openai:")).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        try (Models none = models(ModelSettings.NONE);
                Models keyless =
                        models(
                                settings(
                                        "openai:gpt-4.1",
                                        Map.of("Helper", name("anthropic:claude-x")),
                                        null))) {
            assertThat(none.missing()).singleElement().asString().contains("NOCTURNE_MODEL");
            assertThat(keyless.missing())
                    .containsExactly(
                            "Set OPENAI_API_KEY (or OPENAI_API_KEY_FILE) to use openai:gpt-4.1.",
                            "Set ANTHROPIC_API_KEY (or ANTHROPIC_API_KEY_FILE) to use"
                                    + " anthropic:claude-x.");
            assertThatThrownBy(() -> keyless.of("Any", ""))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aServerNearbyNeedsNoKey() {
        ModelSettings settings =
                new ModelSettings(
                        name("openai:llama3"),
                        Map.of(),
                        endpoint("http://127.0.0.1:11434/v1", null),
                        endpoint("https://api.anthropic.com/v1", null),
                        Map.of());
        try (Models models = models(settings)) {
            assertThat(models.missing()).isEmpty();
            assertThat(models.of("Any", "").identity())
                    .isEqualTo(new ModelIdentity("openai", "llama3", "127.0.0.1:11434", true));
        }
    }

    @Test
    void anAgentHasItsOwnModelOrThePacksWishOrTheCommonOne() {
        try (Models models =
                models(settings("openai:big", Map.of("Helper", name("openai:small")), "sk-key"))) {
            assertThat(models.of("Helper", "openai:other").identity().model()).isEqualTo("small");
            assertThat(models.of("Any", "openai:other").identity().model()).isEqualTo("other");
            assertThat(models.of("Any", "gpt-4.1").identity().model()).isEqualTo("big");
            assertThat(models.of("Any", "anthropic:claude-x").identity().model()).isEqualTo("big");
            assertThat(models.of("Any", "replay:/etc/passwd").identity().model()).isEqualTo("big");
            assertThat(models.of("Any", "")).isSameAs(models.of("Other", ""));
            assertThat(models.of("Any", "").identity().local()).isFalse();
        }
    }

    @Test
    void costsComeFromTheConfiguredPricesAlone() {
        ModelSettings settings =
                new ModelSettings(
                        name("openai:gpt"),
                        Map.of(),
                        endpoint("https://api.openai.com/v1", "k"),
                        endpoint("https://api.anthropic.com/v1", null),
                        Map.of("openai:gpt", new Price(2, 8, 0.5)));
        try (Models models = models(settings)) {
            Usage usage = new Usage(1_000_000, 500_000, 400_000);
            assertThat(models.cost(new ModelIdentity("openai", "gpt", "x", false), usage))
                    .isCloseTo(1.2 + 4 + 0.2, within(1e-9));
            assertThat(models.cost(new ModelIdentity("openai", "gpt-2", "x", false), usage))
                    .isNaN();
        }
    }

    @Test
    void aRecordingAnswersByKey() throws Exception {
        Path file =
                Files.writeString(
                        dir.resolve("run.jsonl"),
                        """
                        {"key":"m1","response":{"text":"I look at the links that are down.",\
                        "tool_calls":[{"id":"a","name":"find","arguments":"{\\"q\\":1}"}],\
                        "finish_reason":"tool_calls","usage":{"input":9,"output":3,"cached":1}}}

                        {"key":"m1.c1/1","response":{"text":"x","finish_reason":"stop"}}
                        """);
        try (Models models = models(settings("replay:" + file, Map.of(), null))) {
            assertThat(models.missing()).isEmpty();
            Answers.Ear ear = new Answers.Ear();

            ModelAnswer answer = models.of("Any", "openai:ignored").ask(Answers.request(), ear);

            assertThat(ear.pieces)
                    .hasSizeGreaterThan(1)
                    .satisfies(p -> assertThat(String.join("", p)).isEqualTo(answer.text()));
            assertThat(answer)
                    .isEqualTo(
                            new ModelAnswer(
                                    "I look at the links that are down.",
                                    "",
                                    List.of(new ToolRequest("a", "find", "{\"q\":1}")),
                                    FinishReason.TOOL_CALLS,
                                    new Usage(9, 3, 1)));
            assertThat(ear.calls).isEqualTo(answer.calls());
            ModelRequest unknown =
                    new ModelRequest("m7", List.of(), List.of(), true, 1, Duration.ofSeconds(1));
            assertThatThrownBy(() -> models.of("Any", "").ask(unknown, ModelListener.NONE))
                    .isInstanceOfSatisfying(
                            ModelFailure.class,
                            e -> assertThat(e.kind()).isEqualTo(ModelFailure.Kind.REFUSED))
                    .hasMessageContaining("m7");
        }
    }

    @Test
    void aBadRecordingIsMissing() throws Exception {
        Path twice =
                Files.writeString(
                        dir.resolve("twice.jsonl"),
                        "{\"key\":\"m1\",\"response\":{}}\n{\"key\":\"m1\",\"response\":{}}\n");
        Path wrong = Files.writeString(dir.resolve("wrong.jsonl"), "oops\n");
        for (String file :
                List.of(twice.toString(), wrong.toString(), dir.resolve("none").toString())) {
            try (Models models = models(settings("replay:" + file, Map.of(), null))) {
                assertThat(models.missing()).singleElement().asString().contains(file);
            }
        }
    }

    @Test
    void aSecretDoesNotShowItself() {
        assertThat(endpoint("https://api.openai.com/v1", "sk-hidden"))
                .asString()
                .doesNotContain("hidden");
    }
}
