package dev.nocturne.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A slower run, to look at. */
final class PaceOption {
    @Option(
            names = "--pace",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "A pause within each tool call, such as 500ms or 1s, so that it is seen at"
                            + " work. It exists for demonstrations.")
    private @Nullable Duration pace;

    Duration orElse(Duration otherwise) {
        return pace == null ? otherwise : pace;
    }

    @Nullable Duration orNull() {
        return pace;
    }
}
