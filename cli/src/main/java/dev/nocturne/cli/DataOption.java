package dev.nocturne.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where sessions are kept. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder that keeps the sessions. Default: $$NOCTURNE_DATA, else"
                            + " $$XDG_DATA_HOME/nocturne, else ~/.local/share/nocturne.")
    private @Nullable Path data;

    Path folder(Surroundings around) {
        return DataFolder.of(data, around);
    }

    boolean given() {
        return data != null;
    }
}
