package dev.nocturne.sources.pack;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.sources.pack.knowledge.DocumentParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the folders of runbooks and tickets. */
final class KnowledgeReader {

    private final PackFiles files;
    private final Problems problems;

    KnowledgeReader(PackFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    List<Document> read(YamlMap manifest) {
        List<Document> documents = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Map<String, String> fileOfId = new HashMap<>();
            for (Path path :
                    folder(manifest, kind)
                            .map(dir -> files.list(dir, ".md", ".txt"))
                            .orElse(List.of())) {
                document(kind, path, fileOfId).ifPresent(documents::add);
            }
        }
        return documents;
    }

    /** As the search index names it, else as the paths do; a folder nobody names may be missing. */
    private Optional<Path> folder(YamlMap manifest, Kind kind) {
        YamlMap index = manifest.map("data_sources").map("search_indexes").map(kind.key());
        YamlMap paths = manifest.map("paths");
        if (index.has("source")) {
            return files.folder(index.text("source", ""), index.place("source"));
        }
        if (paths.has(kind.key())) {
            return files.folder(paths.text(kind.key(), ""), paths.place(kind.key()));
        }
        String standard = "data/knowledge/" + kind.key();
        return files.inside(standard, new Place(standard, 0, "")).filter(Files::isDirectory);
    }

    /** A file without a word in it is no document. */
    private Optional<Document> document(Kind kind, Path path, Map<String, String> fileOfId) {
        Optional<String> text = files.text(path, PackFiles.TEXT_BYTES).filter(t -> !t.isBlank());
        Optional<Document> document =
                text.map(t -> DocumentParser.parse(kind, files.name(path), t));
        if (document.isPresent()) {
            String before = fileOfId.putIfAbsent(document.get().id(), files.name(path));
            if (before != null) {
                problems.add(
                        new Place(files.name(path), 0, ""),
                        "id "
                                + Problems.quote(document.get().id())
                                + " a second time (first in "
                                + before
                                + ")",
                        "ids that are unique among the " + kind.key());
                return Optional.empty();
            }
        }
        return document;
    }
}
