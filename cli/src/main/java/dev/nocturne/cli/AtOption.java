package dev.nocturne.cli;

import dev.nocturne.cli.render.Times;
import dev.nocturne.investigator.time.ReadTime;
import dev.nocturne.investigator.time.Reference;
import dev.nocturne.investigator.time.TimeReader;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A time of the past. */
final class AtOption {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Looks at the past: a time such as 2026-06-16T14:37Z, \"14:37\", \"yesterday"
                            + " 14:37\" or \"10 minutes ago\". Default: now.")
    private @Nullable String at;

    boolean isGiven() {
        return at != null;
    }

    /** The time; null when none is given. */
    @Nullable Instant time(Surroundings around) {
        if (at == null) {
            return null;
        }
        Times times = around.times().get();
        List<ReadTime> read = TimeReader.read(at, new Reference(times.now(), times.zone()));
        if (read.size() != 1 || !isWhole(read.getFirst(), at)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--at takes one time such as 2026-06-16T14:37Z, 14:37 or \"10 minutes ago\","
                            + " not '"
                            + at
                            + "'");
        }
        if (read.getFirst().precision() == ReadTime.Precision.DAY) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--at needs a time of day with the day '" + at + "'");
        }
        Instant instant = read.getFirst().instant();
        if (instant.isAfter(times.now())) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--at looks at the past, and '" + at + "' is still to come");
        }
        return instant;
    }

    private static boolean isWhole(ReadTime time, String text) {
        return text.substring(0, time.from()).isBlank() && text.substring(time.until()).isBlank();
    }
}
