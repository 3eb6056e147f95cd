package dev.nocturne.server;

import dev.nocturne.server.environments.PackFolders;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.Packs;
import dev.nocturne.sources.pack.Problem;
import dev.nocturne.sources.pack.alarm.TableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the packs. A pack with mistakes is refused; the others are served. */
final class PackLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PackLoader.class);

    private PackLoader() {}

    static Packs load(List<Path> folders) throws StartFailure, InterruptedException {
        Packs packs = Packs.load(findPacks(folders));
        List<String> mistakes = mistakes(packs);
        // Only for the log file: the command prints the same lines on the terminal.
        mistakes.forEach(LOG::info);
        if (packs.all().isEmpty() && !folders.isEmpty()) {
            throw new StartFailure(StartFailure.Kind.PACKS, mistakes);
        }
        for (Pack pack : packs.all()) {
            for (TableReport table : TableReport.of(pack)) {
                LOG.info("pack {}, table {}", pack.name(), table.sentence());
            }
            pack.warnings().forEach(warning -> LOG.warn("pack {}: {}", pack.name(), warning));
            TableReport.unused(pack).forEach(text -> LOG.warn("pack {}: {}", pack.name(), text));
        }
        return packs;
    }

    private static List<Path> findPacks(List<Path> folders) throws StartFailure {
        try {
            return PackFolders.find(folders);
        } catch (IOException e) {
            throw new StartFailure(StartFailure.Kind.PACKS, "The pack folders cannot be read.", e);
        }
    }

    /** The mistakes in the packs that were refused, one line each. */
    static List<String> mistakes(Packs packs) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Path, List<Problem>> refused : packs.refused().entrySet()) {
            lines.add("The pack in " + refused.getKey() + " is refused:");
            refused.getValue().forEach(problem -> lines.add("  " + problem));
        }
        return lines;
    }
}
