package dev.nocturne.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command prints its result: {@code -o json}, for which {@code --json} is short. */
final class OutputOption {
    /** The formats that every command has. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: text.")
    private @Nullable Format format;

    @Option(names = "--json", description = "Same as -o json.")
    private boolean json;

    /** Whether to print JSON instead of text. */
    boolean json() {
        if (json && format == Format.TEXT) {
            throw new CommandFailure(ExitCode.USAGE, "give --json or -o text, not both");
        }
        return json || format == Format.JSON;
    }
}
