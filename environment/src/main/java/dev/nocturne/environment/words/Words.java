package dev.nocturne.environment.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits names the way people join words: camel case, snake case, digits apart. */
public final class Words {
    private static final Pattern BORDER =
            Pattern.compile(
                    "[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\p{L})(?=\\p{N})");

    private Words() {}

    /** German umlauts as names in ASCII write them: {@code foerdert} for {@code fördert}. */
    public static String withoutUmlauts(String word) {
        return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
    }

    /** Lower-case words of the name, in order. */
    public static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BORDER.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }
}
