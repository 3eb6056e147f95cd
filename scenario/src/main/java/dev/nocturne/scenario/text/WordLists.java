package dev.nocturne.scenario.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lists of words that say how data of other systems is to be read. Each is a resource file with its
 * source; an operator adds to it by a file of the same name in the folder that {@code
 * NOCTURNE_WORDS} names.
 *
 * <p>A line is {@code key: word, word}; {@code #} begins a comment.
 */
public final class WordLists {

    /** The setting that names the folder of added words. */
    public static final String SETTING = "NOCTURNE_WORDS";

    private WordLists() {}

    /** The words of each key, in lower case, those of the operator's file included. */
    public static Map<String, List<String>> read(Class<?> beside, String file) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            add(new String(in.readAllBytes(), StandardCharsets.UTF_8), file, words);
            String folder = System.getenv(SETTING);
            if (folder != null && Files.isRegularFile(Path.of(folder, file))) {
                add(Files.readString(Path.of(folder, file)), folder + "/" + file, words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the word list " + file, e);
        }
        return words;
    }

    static void add(String text, String file, Map<String, List<String>> words) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalStateException(
                        file + ":" + number + ": found no colon, expected \"key: word, word\"");
            }
            List<String> list =
                    words.computeIfAbsent(
                            line.substring(0, colon).strip(), key -> new ArrayList<>());
            for (String word : line.substring(colon + 1).split(",", -1)) {
                if (!word.isBlank()) {
                    list.add(word.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
    }
}
