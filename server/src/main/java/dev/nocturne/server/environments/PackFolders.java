package dev.nocturne.server.environments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds packs in folders, each of which is a pack or contains packs. */
public final class PackFolders {
    private static final String MANIFEST = "scenario.yaml";

    private PackFolders() {}

    /** The packs in these folders, in their order; those within one folder by name. */
    public static List<Path> find(List<Path> folders) throws IOException {
        List<Path> packs = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> inside = isPack(folder) ? List.of(folder) : children(folder);
            // Neither a pack nor a folder of packs: the loader reports what is missing.
            packs.addAll(inside.isEmpty() ? List.of(folder) : inside);
        }
        return packs;
    }

    private static boolean isPack(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(PackFolders::isPack).sorted().toList();
        }
    }
}
