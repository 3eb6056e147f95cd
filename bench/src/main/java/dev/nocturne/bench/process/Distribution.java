package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packaged command.
 *
 * @param home the checkout from which it was built
 * @param javaOptions options in addition to the launcher's, for profiles and tiny runs
 */
public record Distribution(Path home, Path folder, List<String> javaOptions) {
    public Path launcher() {
        return folder.resolve("bin/nocturne");
    }

    public Path pack(String name) {
        return folder.resolve("scenarios").resolve(name);
    }

    /** The AOT cache that the launcher uses, if the distribution has one. */
    public Optional<Path> aotCache() {
        Path cache = folder.resolve("lib/nocturne.aot");
        return Files.exists(cache) ? Optional.of(cache) : Optional.empty();
    }

    /** Size of all its files. */
    public double megabytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum()
                    / 1e6;
        }
    }
}
