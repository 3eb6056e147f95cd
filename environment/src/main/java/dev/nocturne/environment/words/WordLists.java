package dev.nocturne.environment.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lists of words that say how data of other systems is to be read. Each is a resource file beside
 * this class, with its sources. An operator may add words to each.
 *
 * <p>A line is {@code key: word, word}; {@code #} begins a comment. Several lines may have the same
 * key.
 */
public final class WordLists {
    /** Its keys are minutes from UTC, of which an operator may need others. */
    private static final String ZONES = "zones.txt";

    private static final List<String> FILES =
            List.of(
                    "alarms.txt",
                    "alerts.txt",
                    "columns.txt",
                    "complaints.txt",
                    "kinds.txt",
                    "labels.txt",
                    "metrics.txt",
                    "names.txt",
                    "questions.txt",
                    "questions-de.txt",
                    "relations.txt",
                    "symptoms.txt",
                    "times.txt",
                    ZONES);

    /** As UTC+14 and UTC-12 are the farthest zones, and Java knows none beyond 18 hours. */
    private static final int MOST_MINUTES = 18 * 60;

    /** Thousands of words; a larger file is not a list of words. */
    private static final long MAX_BYTES = 1 << 20;

    private static volatile Map<String, Map<String, List<String>>> added = Map.of();

    private WordLists() {}

    /** The words of each key, in lower case, with those that the operator added. */
    public static Map<String, List<String>> read(String file) {
        Map<String, List<String>> words = builtIn(file);
        added.getOrDefault(file, Map.of())
                .forEach((key, more) ->
                        words.computeIfAbsent(key, k -> new ArrayList<>()).addAll(more));
        return words;
    }

    /**
     * Adds the words of the folder's files, which have the names of the built-in ones, for the
     * whole process. The program calls it once, before it loads a pack: each list is read only
     * once.
     *
     * @return the mistakes in the files, a sentence each; with any, nothing is added
     */
    public static List<String> addFrom(Path folder) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Map<String, List<String>>> found = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return List.of("The folder of word lists " + folder + " does not exist.");
        }
        for (String file : FILES) {
            Path path = folder.resolve(file);
            if (Files.exists(path)) {
                found.put(file, parse(text(path, mistakes), path.toString(), mistakes));
                checkKeys(file, path, found.get(file), mistakes);
            }
        }
        if (found.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(
                    "The folder "
                            + folder
                            + " has none of the word lists "
                            + String.join(", ", FILES)
                            + ".");
        }
        if (mistakes.isEmpty()) {
            added = found;
        }
        return mistakes;
    }

    /** Forgets what was added. */
    static void clear() {
        added = Map.of();
    }

    private static void checkKeys(
            String file, Path path, Map<String, List<String>> words, List<String> mistakes) {
        Map<String, List<String>> known = builtIn(file);
        for (String key : words.keySet()) {
            if (file.equals(ZONES)) {
                if (!key.matches("-?\\d{1,4}") || Math.abs(Integer.parseInt(key)) > MOST_MINUTES) {
                    mistakes.add(
                            path + ": the key '" + key + "' is not a number of minutes from UTC.");
                }
            } else if (!known.containsKey(key)) {
                mistakes.add(
                        path
                                + ": the key '"
                                + key
                                + "' is unknown; known are "
                                + String.join(", ", new TreeSet<>(known.keySet()))
                                + ".");
            }
        }
    }

    private static String text(Path path, List<String> mistakes) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                mistakes.add(path + " is larger than 1 MB.");
                return "";
            }
            return Files.readString(path);
        } catch (IOException e) {
            mistakes.add(path + " cannot be read as UTF-8 text: " + e.getMessage());
            return "";
        }
    }

    private static Map<String, List<String>> builtIn(String file) {
        try (InputStream in = WordLists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            List<String> mistakes = new ArrayList<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> words = parse(text, file, mistakes);
            if (!mistakes.isEmpty()) {
                throw new IllegalStateException(mistakes.getFirst());
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("reading the word list " + file, e);
        }
    }

    private static Map<String, List<String>> parse(
            String text, String file, List<String> mistakes) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                mistakes.add(
                        file + ":" + number + ": found no colon, expected \"key: word, word\".");
                continue;
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
        return words;
    }
}
