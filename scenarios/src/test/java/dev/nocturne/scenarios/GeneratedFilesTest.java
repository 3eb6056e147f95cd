package dev.nocturne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.scenarios.generate.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packs as committed are what the generator makes. */
class GeneratedFilesTest {
    private static final List<GeneratedFiles> PACKS = Main.generate();

    /** Tests run in the module's folder, which holds the packs. */
    private static final Path SCENARIOS = Path.of("");

    /** A clone has to stay quick: both packs together. */
    private static final long MAX_BYTES = 10_000_000;

    static List<GeneratedFiles> packs() {
        return PACKS;
    }

    @ParameterizedTest
    @MethodSource("packs")
    void theCommittedFilesAreByteForByteWhatTheGeneratorMakes(GeneratedFiles pack)
            throws IOException {
        for (Map.Entry<String, String> file : pack.files().entrySet()) {
            Path committed = SCENARIOS.resolve(pack.pack()).resolve(file.getKey());
            boolean same = file.getValue().equals(Files.readString(committed));
            assertThat(same).as("%s is generated and up to date", committed).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("packs")
    void noOtherTableLiesBesideTheGeneratedOnes(GeneratedFiles pack) throws IOException {
        for (String folder : List.of("data/entities", "data/telemetry")) {
            List<String> generated =
                    pack.files().keySet().stream()
                            .filter(path -> path.startsWith(folder + "/"))
                            .toList();
            assertThat(namesIn(SCENARIOS.resolve(pack.pack()).resolve(folder)))
                    .map(name -> folder + "/" + name)
                    .containsExactlyInAnyOrderElementsOf(generated);
        }
    }

    @Test
    void generatingAgainGivesTheSameBytes() {
        assertThat(
                        Main.generate().stream()
                                .map(GeneratedFiles::files)
                                .toList()
                                .equals(filesOf(packs())))
                .isTrue();
    }

    @Test
    void bothPacksTogetherStaySmall() {
        long bytes =
                packs().stream()
                        .flatMap(pack -> pack.files().values().stream())
                        .mapToLong(String::length)
                        .sum();
        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void eachAlertHasItsAnswerAndItsManifestKey(GeneratedFiles pack) throws IOException {
        Path folder = SCENARIOS.resolve(pack.pack());
        String manifest = Files.readString(folder.resolve("scenario.yaml"));
        String expected = Files.readString(folder.resolve("expected.yaml"));
        List<String> alerts =
                pack.files().keySet().stream().filter(path -> path.endsWith("_alert.md")).toList();
        assertThat(alerts).hasSizeGreaterThanOrEqualTo(3);
        for (String alert : alerts) {
            assertThat(manifest).contains("_alert: " + alert + "\n");
            assertThat(expected).contains("file: \"" + alert + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("packs")
    void thereIsKnowledgeToSearch(GeneratedFiles pack) throws IOException {
        Path knowledge = SCENARIOS.resolve(pack.pack()).resolve("data/knowledge");
        assertThat(namesIn(knowledge.resolve("runbooks"))).hasSizeGreaterThanOrEqualTo(6);
        assertThat(namesIn(knowledge.resolve("tickets"))).hasSizeGreaterThanOrEqualTo(8);
    }

    private static List<Map<String, String>> filesOf(List<GeneratedFiles> packs) {
        return packs.stream().<Map<String, String>>map(GeneratedFiles::files).toList();
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
