package dev.nocturne.investigator.dependency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits names the way people join words: camel case, snake case, digits apart. */
public final class Words {
    private static final Pattern BORDER =
            Pattern.compile(
                    "[^\\p{Alnum}]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\\p{Alpha})(?=[0-9])");

    private Words() {}

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
