package dev.nocturne.server;

import dev.nocturne.investigator.TableReport;
import dev.nocturne.scenario.Problem;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.Scenarios;
import dev.nocturne.server.scenarios.PackFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the scenario packs. A pack with mistakes is refused; the others are served. */
final class PackLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PackLoader.class);

    private PackLoader() {}

    static Scenarios load(List<Path> folders) throws StartFailure, InterruptedException {
        Scenarios scenarios = Scenarios.load(findPacks(folders));
        List<String> mistakes = mistakes(scenarios);
        // Only for the log file: the command prints the same lines on the terminal.
        mistakes.forEach(LOG::info);
        if (scenarios.all().isEmpty()) {
            throw new StartFailure(StartFailure.Kind.SCENARIOS, mistakes);
        }
        for (Scenario pack : scenarios.all()) {
            for (TableReport table : TableReport.of(pack)) {
                LOG.info("pack {}, table {}", pack.name(), table.sentence());
            }
            pack.warnings().forEach(warning -> LOG.warn("pack {}: {}", pack.name(), warning));
            TableReport.unused(pack).forEach(text -> LOG.warn("pack {}: {}", pack.name(), text));
        }
        return scenarios;
    }

    private static List<Path> findPacks(List<Path> folders) throws StartFailure {
        try {
            return PackFolders.find(folders);
        } catch (IOException e) {
            throw new StartFailure(
                    StartFailure.Kind.SCENARIOS, "The scenario folders cannot be read.", e);
        }
    }

    /** The mistakes in the packs that were refused, one line each. */
    static List<String> mistakes(Scenarios scenarios) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Path, List<Problem>> refused : scenarios.refused().entrySet()) {
            lines.add("The scenario pack in " + refused.getKey() + " is refused:");
            refused.getValue().forEach(problem -> lines.add("  " + problem));
        }
        return lines;
    }
}
