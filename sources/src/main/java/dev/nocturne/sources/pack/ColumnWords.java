package dev.nocturne.sources.pack;

import dev.nocturne.environment.words.WordLists;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What names of columns and cells without a value look like ({@code columns.txt}). */
final class ColumnWords {

    private static final Map<String, List<String>> WORDS = WordLists.read("columns.txt");

    private static final Set<String> TIME = words("time");
    private static final Set<String> END = words("end");
    private static final Set<String> MISSING = words("missing");

    private static final int LONGEST_MISSING =
            MISSING.stream().mapToInt(String::length).max().orElse(0);

    /** Between the words of a name: signs, and where a capital follows a small letter. */
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^\\p{L}\\p{N}@]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private ColumnWords() {}

    private static Set<String> words(String key) {
        return new HashSet<>(WORDS.getOrDefault(key, List.of()));
    }

    /** Whether a column of that name may say when. */
    static boolean isTime(String column) {
        String lower = column.toLowerCase(Locale.ROOT);
        return lower.contains("time") || lower.contains("date") || has(column, TIME);
    }

    /** Whether a column of that name is about the end of something. */
    static boolean isEnd(String column) {
        return has(column, END);
    }

    private static boolean has(String column, Set<String> words) {
        return words.contains(column.toLowerCase(Locale.ROOT))
                || BETWEEN_WORDS
                        .splitAsStream(column)
                        .anyMatch(word -> words.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether the cell, without blanks around it, holds no value. */
    static boolean isMissing(String cell) {
        return cell.isEmpty()
                || (cell.length() <= LONGEST_MISSING
                        && MISSING.contains(cell.toLowerCase(Locale.ROOT)));
    }
}
