package dev.nocturne.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sources and documents are in plain English. Words that personify machinery, or that only make
 * sense after a second reading, are forbidden in names, comments, messages and documents.
 */
class LanguageTest {
    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "\\b(whoever|nobody|somebody|held against|tells|told|goes on|agent elsewhere)\\b",
                    Pattern.CASE_INSENSITIVE);

    /** The JSON field {@code told}, which old clients read: quoted, or in a list of fields. */
    private static final Pattern FIELD = Pattern.compile("\"told\"|(?<=, )told(?=[,?])");

    /** Paths that are not checked, each with its reason. */
    private static final Map<String, String> EXEMPT =
            Map.ofEntries(
                    Map.entry("architecture/", "contains the forbidden words"),
                    Map.entry("sources/", "rewritten by the environment work"),
                    Map.entry("investigator/", "rewritten by the environment work"),
                    Map.entry(
                            "environment/src/main/resources/dev/nocturne/environment/words/questions.txt",
                            "words that people use in questions"),
                    Map.entry("docs/adr/", "decisions stay as they were recorded"),
                    Map.entry("CHANGELOG.md", "releases stay as they were described"),
                    Map.entry(
                            "stores/src/main/resources/dev/nocturne/stores/sqlite/migration/",
                            "Flyway verifies that migrations do not change"),
                    Map.entry("testkit/src/main/resources/golden/", "recorded logs do not change"));

    private static final List<String> EXTENSIONS =
            List.of(
                    ".java",
                    ".md",
                    ".ts",
                    ".tsx",
                    ".sql",
                    ".properties",
                    ".yaml",
                    ".yml",
                    ".json",
                    ".txt",
                    ".tsv");

    @Test
    void sourcesAndDocumentsUsePlainEnglish() {
        List<String> findings = new ArrayList<>();
        for (Path file : files()) {
            String name = Project.ROOT.relativize(file).toString();
            if (EXEMPT.keySet().stream().noneMatch(name::startsWith)) {
                List<String> lines = Project.read(file).lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    if (FORBIDDEN.matcher(FIELD.matcher(lines.get(i)).replaceAll("")).find()) {
                        findings.add(name + ":" + (i + 1) + ": " + lines.get(i).strip());
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void everyExemptionIsOfAnExistingPath() {
        assertThat(EXEMPT.keySet()).allMatch(path -> Files.exists(Project.ROOT.resolve(path)));
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String module : Project.modules()) {
            for (String folder : List.of("src/main", "src")) {
                Path sources = Project.ROOT.resolve(module).resolve(folder);
                if (Files.isDirectory(sources)) {
                    files.addAll(Project.files(sources));
                    break;
                }
            }
        }
        files.addAll(Project.files(Project.ROOT.resolve("docs")));
        Stream.of("README.md", "ARCHITECTURE.md", "PROTOCOL.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(Project.ROOT::resolve)
                .forEach(files::add);
        return files.stream()
                .filter(f -> EXTENSIONS.stream().anyMatch(e -> f.toString().endsWith(e)))
                .filter(f -> !f.toString().contains(".test."))
                .toList();
    }
}
