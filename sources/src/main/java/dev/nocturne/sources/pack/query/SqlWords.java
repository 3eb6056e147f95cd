package dev.nocturne.sources.pack.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of SQL words, kept in resource files; a line that begins with {@code #} is a comment. */
final class SqlWords {

    /** Functions that a query may call. */
    static final Set<String> FUNCTIONS = read("sql-functions.txt");

    /** Keywords that may stand before a parenthesis without being a function. */
    static final Set<String> KEYWORDS = read("sql-keywords.txt");

    private SqlWords() {}

    private static Set<String> read(String resource) {
        try (InputStream in = SqlWords.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.strip().split(" +", -1)))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
