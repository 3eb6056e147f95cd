package dev.nocturne.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder of the sessions. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with the sessions. Default: $$NOCTURNE_DATA, else"
                            + " $$XDG_DATA_HOME/nocturne, else ~/.local/share/nocturne; 'demo' uses"
                            + " the folder 'demo' in it.")
    private @Nullable Path data;

    Path folder(Surroundings around) {
        return DataFolder.of(data, around);
    }

    boolean isGiven() {
        return data != null;
    }
}
