package dev.nocturne.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many files and sockets the operating system lets this process have open at once. */
public final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** Linux only. The JVM's own bean says the same, but loading JMX takes a tenth of a second. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final String ROW = "Max open files";

    private OpenFiles() {}

    /** Empty where the system does not say, or sets no limit. */
    public static OptionalLong limit() {
        if (!Files.isReadable(LIMITS)) {
            return OptionalLong.empty();
        }
        try {
            return limit(Files.readAllLines(LIMITS));
        } catch (IOException e) {
            LOG.warn("could not read the limit of open files from {}: {}", LIMITS, e.getMessage());
            return OptionalLong.empty();
        }
    }

    /** The soft limit, which is the first number of its row; "unlimited" is none. */
    static OptionalLong limit(List<String> rows) {
        return rows.stream()
                .filter(row -> row.startsWith(ROW))
                .map(row -> row.substring(ROW.length()).strip().split("\\s+", 2)[0])
                .filter(number -> number.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
