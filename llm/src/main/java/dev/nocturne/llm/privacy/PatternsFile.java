package dev.nocturne.llm.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of patterns. Each line is {@code kind=regex} or {@code kind:literal}; {@code #}
 * begins a comment line.
 */
public final class PatternsFile {
    /** Each pattern is searched in each message. */
    private static final int MAX_PATTERNS = 1_000;

    private static final long MAX_BYTES = 512 << 10;

    private PatternsFile() {}

    /**
     * Reads the patterns of a file and adds a sentence to {@code mistakes} for each mistake.
     *
     * @param name name of the setting, for the sentences
     */
    public static List<PrivatePattern> read(String name, String file, List<String> mistakes) {
        List<PrivatePattern> patterns = new ArrayList<>();
        List<String> lines;
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                mistakes.add(name + ": " + file + " is larger than 512 kB.");
                return List.of();
            }
            lines = Files.readAllLines(path);
        } catch (IOException | InvalidPathException e) {
            mistakes.add(name + ": " + file + " cannot be read.");
            return List.of();
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                patterns.add(PrivatePattern.parse(line));
            } catch (PrivatePattern.Unusable e) {
                mistakes.add("Line " + (i + 1) + " of " + name + " " + e.getMessage() + ".");
            }
        }
        if (patterns.size() > MAX_PATTERNS) {
            mistakes.add(name + " has more than " + MAX_PATTERNS + " patterns.");
        }
        return patterns;
    }
}
