package dev.nocturne.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Environment;
import dev.nocturne.server.auth.Tokens;
import dev.nocturne.server.http.ConnectionLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir Path dir;

    private ServerOptions options() {
        return new ServerOptions(null, null, dir, List.of(dir), List.of(), null);
    }

    private ServerConfig valid(ServerOptions options, Map<String, String> env) {
        ConfigResult result = ConfigReader.read(options, env, InstantSource.system());
        assertThat(result).isInstanceOf(ConfigResult.Valid.class);
        return ((ConfigResult.Valid) result).config();
    }

    private List<String> mistakes(ServerOptions options, Map<String, String> env) {
        ConfigResult result = ConfigReader.read(options, env, InstantSource.system());
        assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
        return ((ConfigResult.Invalid) result).mistakes();
    }

    @Test
    void withoutSettingsItIsLoopbackWithoutTokens() {
        ServerConfig config = valid(options(), Map.of());

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.tokens()).isEmpty();
    }

    @Test
    void optionsWinOverTheEnvironment() {
        Map<String, String> env = Map.of("NOCTURNE_PORT", "1", "NOCTURNE_PACE", "2s");

        assertThat(valid(options(), env).port()).isEqualTo(1);
        ServerConfig config =
                valid(
                        new ServerOptions(
                                "localhost", 2, dir, List.of(dir), List.of(), Duration.ofMillis(7)),
                        env);
        assertThat(config.port()).isEqualTo(2);
        assertThat(config.sessions().run().pace()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void anotherAddressNeedsAToken() {
        ServerOptions open = new ServerOptions("0.0.0.0", null, dir, List.of(dir), List.of(), null);

        assertThat(mistakes(open, Map.of()))
                .singleElement()
                .asString()
                .contains("0.0.0.0", "NOCTURNE_TOKEN");
        assertThat(valid(open, Map.of("NOCTURNE_TOKEN", "s3cret")).tokens())
                .singleElement()
                .satisfies(token -> {
                    assertThat(token.owner()).isEqualTo("default");
                    assertThat(token).asString().doesNotContain("s3cret");
                });
    }

    @Test
    void tokensComeFromThreePlaces() throws Exception {
        Path file = Files.writeString(dir.resolve("tokens"), "# ours\n\nci=ccc\n");
        Map<String, String> env =
                Map.of(
                        "NOCTURNE_TOKEN",
                        "aaa",
                        "NOCTURNE_TOKENS",
                        "anna=bbb, bert=b=b",
                        "NOCTURNE_TOKENS_FILE",
                        file.toString());

        assertThat(valid(options(), env).tokens())
                .extracting(t -> t.owner() + ":" + t.secret())
                .containsExactly("default:aaa", "anna:bbb", "bert:b=b", "ci:ccc");
        assertThat(Tokens.describe(valid(options(), env).tokens()))
                .isEqualTo(
                        "required; 4 from NOCTURNE_TOKEN, NOCTURNE_TOKENS, NOCTURNE_TOKENS_FILE");
    }

    @Test
    void withoutTokensTheStartSaysHowToRequireThem() {
        assertThat(Tokens.describe(valid(options(), Map.of()).tokens()))
                .isEqualTo("not required; set NOCTURNE_TOKEN to require one");
    }

    @Test
    void allMistakesAreReportedAtOnceWithoutSecrets() {
        Map<String, String> env =
                Map.of(
                        "NOCTURNE_PORT", "99999",
                        "NOCTURNE_TURN_DEADLINE", "soon",
                        "NOCTURNE_RUNNING_TURNS", "0",
                        "NOCTURNE_TOKENS", "hunter2,anna=x,bert=x",
                        "NOCTURNE_TOKENS_FILE", dir.resolve("none").toString(),
                        "NOCTURNE_ALLOWED_HOSTS", "http://a/",
                        "NOCTURNE_ALLOWED_ORIGINS", "https://a/path",
                        "NOCTURNE_WRITE_DEADLINE", "5s");
        ServerOptions options =
                new ServerOptions(
                        null, null, dir, List.of(dir.resolve("missing")), List.of(), null);

        assertThat(mistakes(options, env))
                .hasSize(10)
                .noneMatch(mistake -> mistake.contains("hunter2"));
    }

    @Test
    void connectionsOfOneAddressFollowFromThoseOfAll() {
        ConnectionLimits some =
                valid(options(), Map.of("NOCTURNE_CONNECTIONS", "100")).connections();
        assertThat(some).isEqualTo(new ConnectionLimits(100, 75, ConnectionLimits.HEAD_DEADLINE));

        Map<String, String> env =
                Map.of(
                        "NOCTURNE_CONNECTIONS", "100",
                        "NOCTURNE_CONNECTIONS_PER_ADDRESS", "100",
                        "NOCTURNE_HEAD_DEADLINE", "3s");
        assertThat(valid(options(), env).connections())
                .isEqualTo(new ConnectionLimits(100, 100, Duration.ofSeconds(3)));
    }

    @Test
    void originsAreReadWithTheirPorts() {
        Map<String, String> env =
                Map.of("NOCTURNE_ALLOWED_ORIGINS", "https://noc.example:8443, http://[::1]");
        assertThat(valid(options(), env).allowedOrigins())
                .containsExactlyInAnyOrder("https://noc.example:8443", "http://[::1]");
    }

    @Test
    void liveEnvironmentsComeFromFilesAndNeedNoPack() throws Exception {
        Path shop = dir.resolve("shop.yaml");
        Files.writeString(
                shop,
                """
                environment: shop
                sources: [{type: prometheus, url: "http://127.0.0.1:9090"}]
                """);
        Path wrong = dir.resolve("wrong.yaml");
        Files.writeString(wrong, "environment: wrong\nsource: []\n");

        ServerOptions alone = new ServerOptions(null, null, dir, List.of(), List.of(shop), null);
        assertThat(valid(alone, Map.of()).live())
                .extracting(Environment::name)
                .containsExactly("shop");
        ServerOptions none = new ServerOptions(null, null, dir, List.of(), List.of(), null);
        assertThat(valid(none, Map.of("NOCTURNE_ENVIRONMENTS", shop.toString())).live()).hasSize(1);
        assertThat(mistakes(none, Map.of())).singleElement().asString().contains("--environment");
        assertThat(
                        mistakes(
                                new ServerOptions(
                                        null,
                                        null,
                                        dir,
                                        List.of(),
                                        List.of(shop, shop, wrong),
                                        null),
                                Map.of()))
                .satisfiesExactly(
                        m -> assertThat(m).contains("called shop already"),
                        m -> assertThat(m).startsWith(wrong + ":1 sources: "),
                        m ->
                                assertThat(m)
                                        .startsWith(wrong + ":2 source: ")
                                        .contains("did you mean"));
    }
}
