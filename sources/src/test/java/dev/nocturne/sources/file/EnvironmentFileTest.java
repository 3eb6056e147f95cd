package dev.nocturne.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.environment.Source;
import dev.nocturne.sources.file.EnvironmentFile.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-06-16T14:37:00Z"));

    @TempDir Path folder;

    private Reading read(String text, Map<String, String> variables) throws IOException {
        Path file = folder.resolve(EnvironmentFile.NAME);
        Files.writeString(file, text);
        return EnvironmentFile.read(file, variables, CLOCK);
    }

    private LiveEnvironment understand(String text, Map<String, String> variables)
            throws IOException {
        Reading reading = read(text, variables);
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).environment();
    }

    /** The mistakes, each with its line. */
    private List<String> mistakes(String text) throws IOException {
        Reading reading = read(text, Map.of());
        assertThat(reading).isInstanceOf(Reading.Wrong.class);
        return ((Reading.Wrong) reading).mistakes().stream().map(m -> m.in("f")).toList();
    }

    @Test
    void theShortestFileIsANameAndAUrl() throws Exception {
        LiveEnvironment environment =
                understand(
                        """
                        environment: shop
                        sources:
                          - type: prometheus
                            url: http://127.0.0.1:9090/
                        """,
                        Map.of());
        assertThat(environment.name()).isEqualTo("shop");
        assertThat(environment.isLive()).isTrue();
        assertThat(environment.now()).isEqualTo(CLOCK.instant());
        assertThat(environment.zone().getId()).isEqualTo("Z");
        assertThat(environment.sources()).extracting(Source::name).containsExactly("prometheus");
    }

    @Test
    void everyKeyIsUnderstood() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "PEM");
        Files.writeString(folder.resolve("token"), "s3cret\n");
        LiveEnvironment environment =
                understand(
                        """
                        environment: shop
                        zone: Europe/Berlin
                        sources:
                          - name: metrics
                            type: prometheus
                            url: https://prometheus.example/prefix/api/v1
                            headers: {X-Scope-OrgID: team-a, X-Api-Key: {env: KEY}}
                            bearer: {file: token}
                            ca: ca.pem
                            certificate: ca.pem
                            limits: {timeout: 20s, in_flight: 2, queries: 10, answer: 64kB}
                            entities:
                              labels: [service, app]
                              same:
                                pg-main: [postgres, "pg-main:5432"]
                                redis: cache
                              relations:
                                - storefront needs catalog
                                - {who: catalog, needs: pg-main}
                          - name: others
                            type: prometheus
                            url: http://others:9090
                            basic: {user: reader, password: {env: KEY}}
                        """,
                        Map.of("KEY", "k3y"));
        assertThat(environment.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(environment.sources())
                .extracting(Source::name)
                .containsExactly("metrics", "others");
    }

    @Test
    void allMistakesAreListedWithTheirLines() throws Exception {
        assertThat(
                        mistakes(
                                """
                                environment: "a shop"
                                zone: Mars/Olympus
                                colour: red
                                sources:
                                  - type: promethus
                                  - type: prometheus
                                    urll: http://one:9090
                                    limits: {timeout: soon, in_flight: 0, answer: 1TB}
                                    ca: missing.pem
                                    entities:
                                      labels: [service-name]
                                      relations: [a and b, {who: a}]
                                  - type: prometheus
                                    url: ftp://two
                                  - just a text
                                """))
                .satisfiesExactly(
                        m -> assertThat(m).startsWith("f:1 environment: \"a shop\" is no name"),
                        m -> assertThat(m).startsWith("f:2 zone: ").contains("Europe/Berlin"),
                        m -> assertThat(m).startsWith("f:3 colour: ").contains("there are:"),
                        m ->
                                assertThat(m)
                                        .startsWith("f:5 sources[0].type: ")
                                        .contains("did you mean \"prometheus\"?"),
                        m ->
                                assertThat(m)
                                        .isEqualTo(
                                                "f:6 sources[1].url: the server's URL is missing"),
                        m ->
                                assertThat(m)
                                        .startsWith("f:7 sources[1].urll: ")
                                        .contains("did you mean \"url\"?"),
                        m ->
                                assertThat(m)
                                        .startsWith("f:8 sources[1].limits.timeout: ")
                                        .contains("10s"),
                        m ->
                                assertThat(m)
                                        .startsWith("f:8 sources[1].limits.answer: ")
                                        .contains("32MB"),
                        m -> assertThat(m).startsWith("f:8 sources[1].limits.in_flight: "),
                        m -> assertThat(m).startsWith("f:9 sources[1].ca: there is no file"),
                        m -> assertThat(m).startsWith("f:11 sources[1].entities.labels: "),
                        m ->
                                assertThat(m)
                                        .startsWith("f:12 sources[1].entities.relations[0]: ")
                                        .contains("storefront needs catalog"),
                        m ->
                                assertThat(m)
                                        .isEqualTo(
                                                "f:12 sources[1].entities.relations[1].needs: the"
                                                        + " entity that is needed is missing"),
                        m -> assertThat(m).startsWith("f:13 sources[2].name: another source"),
                        m ->
                                assertThat(m)
                                        .startsWith("f:14 sources[2].url: \"ftp://two\" is no URL"),
                        m -> assertThat(m).startsWith("f:15 sources[3]: "));
    }

    @Test
    void secretsAreNeverInTheFileAndNeverInAMessage() throws Exception {
        List<String> mistakes =
                mistakes(
                        """
                        environment: shop
                        sources:
                          - type: prometheus
                            name: a
                            url: http://me:hunter2@one:9090
                            bearer: hunter2
                            headers: {Authorization: hunter2, X-Api-Key: hunter2}
                          - type: prometheus
                            name: b
                            url: http://one:9090
                            basic: {user: reader, password: hunter2}
                          - type: prometheus
                            name: c
                            url: http://one:9090
                            bearer: {env: HUNTER}
                          - type: prometheus
                            name: d
                            url: http://one:9090
                            bearer: {file: no-token, env: HUNTER}
                          - type: prometheus
                            name: e
                            url: http://one:9090
                            bearer: {file: no-token}
                        """);
        assertThat(mistakes).noneMatch(m -> m.contains("hunter2"));
        assertThat(mistakes)
                .satisfiesExactly(
                        m -> assertThat(m).startsWith("f:5 sources[0].url: ").contains("basic"),
                        m -> assertThat(m).startsWith("f:6 sources[0].bearer: ").contains("{env: "),
                        m -> assertThat(m).startsWith("f:7 sources[0].headers.Authorization: "),
                        m -> assertThat(m).startsWith("f:7 sources[0].headers.X-Api-Key: "),
                        m -> assertThat(m).startsWith("f:11 sources[1].basic.password: "),
                        m ->
                                assertThat(m)
                                        .isEqualTo(
                                                "f:15 sources[2].bearer.env: the environment"
                                                        + " variable HUNTER is not set"),
                        m -> assertThat(m).startsWith("f:19 sources[3].bearer: write either"),
                        m -> assertThat(m).contains("sources[4].bearer.file: there is no file"));
    }

    @Test
    void aSecretOfTwoLinesIsRefused() throws Exception {
        Reading reading =
                read(
                        """
                        environment: shop
                        sources: [{type: prometheus, url: "http://one:9090", bearer: {env: TOKEN}}]
                        """,
                        Map.of("TOKEN", "a\r\nX-Evil: 1"));
        assertThat(reading.toString()).contains("more than one line").doesNotContain("Evil");
    }

    @Test
    void whatIsNoYamlOrNoMappingOrTooLargeIsSaid() throws Exception {
        assertThat(mistakes("")).containsExactly("f: the file is empty");
        assertThat(mistakes("[1]")).singleElement().asString().contains("no mapping");
        assertThat(mistakes("a: [")).singleElement().asString().startsWith("f:").contains("YAML");
        assertThat(mistakes("a: " + "[".repeat(1_000)))
                .singleElement()
                .asString()
                .contains("nested");
        assertThat(mistakes("#".repeat(600 << 10)))
                .containsExactly("f: the file is larger than 512 kB");
        assertThat(mistakes("environment: shop"))
                .containsExactly("f:1 sources: there is no source to ask");
        assertThat(EnvironmentFile.read(folder.resolve("none.yaml"), Map.of(), CLOCK).toString())
                .contains("there is no such file");
    }
}
