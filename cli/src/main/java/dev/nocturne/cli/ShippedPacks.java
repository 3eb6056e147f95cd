package dev.nocturne.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packs that come with the distribution. */
final class ShippedPacks {
    /** The pack that is investigated when none is named. */
    static final String DEFAULT = "telecom-transport";

    private static final String MANIFEST = "scenario.yaml";

    private ShippedPacks() {}

    /** Folders of the distribution's packs, the default one first; empty where there are none. */
    static List<Path> list(Surroundings around) {
        Path install = around.install();
        return install == null ? List.of() : list(install.resolve("scenarios"));
    }

    static boolean isPack(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(ShippedPacks::isPack)
                    .sorted(ShippedPacks::defaultFirst)
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot read the packs in " + folder, e);
        }
    }

    private static int defaultFirst(Path a, Path b) {
        boolean first = a.endsWith(DEFAULT);
        return first == b.endsWith(DEFAULT) ? a.compareTo(b) : first ? -1 : 1;
    }
}
