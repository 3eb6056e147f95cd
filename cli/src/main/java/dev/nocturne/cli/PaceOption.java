package dev.nocturne.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Slows a run down so that it can be watched. */
final class PaceOption {
    @Option(
            names = "--pace",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "Delay added to each tool call, such as 500ms or 1s, for demonstrations."
                            + " Default: 0s; of 'demo' 700ms.")
    private @Nullable Duration pace;

    Duration orElse(Duration otherwise) {
        return pace == null ? otherwise : pace;
    }

    @Nullable Duration orNull() {
        return pace;
    }
}
