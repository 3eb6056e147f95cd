package dev.nocturne.cli;

import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.sources.file.EnvironmentFile;
import dev.nocturne.sources.file.EnvironmentFile.Reading;
import dev.nocturne.sources.file.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds and reads the files that describe live environments. */
final class EnvironmentFiles {
    private EnvironmentFiles() {}

    /** Whether an argument means a file, not the name of an environment. */
    static boolean isFile(String argument) {
        return argument.endsWith(".yaml")
                || argument.endsWith(".yml")
                || Files.isRegularFile(Path.of(argument));
    }

    /** The file in the current folder; null if there is none. */
    static @Nullable Path here(Surroundings around) {
        Path file = around.folder().resolve(EnvironmentFile.NAME);
        return Files.isRegularFile(file) ? file : null;
    }

    /**
     * Reads a file.
     *
     * @throws CommandFailure with all mistakes in it
     */
    static LiveEnvironment read(Path file, Surroundings around) {
        return understand(
                EnvironmentFile.read(file, around.env(), () -> around.times().get().now()),
                file.toString());
    }

    /** The environment that was read. */
    static LiveEnvironment understand(Reading reading, String file) {
        return switch (reading) {
            case Reading.Understood(LiveEnvironment environment) -> environment;
            case Reading.Wrong(List<Mistake> mistakes) ->
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            mistakes.stream()
                                    .map(mistake -> mistake.in(file))
                                    .collect(Collectors.joining("\n")));
        };
    }
}
