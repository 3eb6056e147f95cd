package dev.nocturne.llm.privacy;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A configured pattern of texts that are to be masked.
 *
 * @param kind beginning of the placeholders: upper-case letters, digits and {@code _}
 * @param pattern matches the texts
 */
public record PrivatePattern(String kind, Pattern pattern) {
    /** The longest pattern; a longer one cannot be reviewed. */
    public static final int MAX_CHARS = 500;

    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,15}");

    /** A pattern cannot be used. The message is the end of a sentence about its line. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Parses {@code kind=regex} or {@code kind:literal}; a literal matches whole words, ignoring
     * case.
     */
    public static PrivatePattern parse(String line) throws Unusable {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        int split = equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
        if (split < 0 || !KIND.matcher(line.substring(0, split).strip()).matches()) {
            throw new Unusable(
                    "must have the form kind=regex or kind:literal, the kind of at most 16"
                            + " letters and digits");
        }
        String kind = line.substring(0, split).strip().toUpperCase(Locale.ROOT);
        String text = line.substring(split + 1).strip();
        if (text.length() < 2 || text.length() > MAX_CHARS) {
            throw new Unusable("must match something of 2 to " + MAX_CHARS + " characters");
        }
        return new PrivatePattern(kind, split == colon ? literal(text) : regex(text));
    }

    private static Pattern literal(String text) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}_])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}_])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Pattern regex(String text) throws Unusable {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").find()) {
                throw new Unusable("matches the empty text");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new Unusable("is not a valid regular expression (" + e.getDescription() + ")");
        }
    }
}
