package dev.nocturne.investigator.symptom;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is called normal of a metric, read from words: {@code below 5}, {@code above 0.9}, {@code
 * between 18 and 27}, {@code 18..27}, {@code 0}.
 *
 * @param words as they were written
 */
record Range(double least, double most, String words) {
    private static final String NUMBER = "(-?\\d+(?:[.,]\\d+)?(?:e-?\\d+)?)";
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "^(?:between\\s+|from\\s+)?"
                            + NUMBER
                            + "\\s*(?:and|to|\\.\\.|–|-)\\s*"
                            + NUMBER
                            + "\\b.*");
    private static final Pattern BELOW =
            Pattern.compile(
                    "^(?:below|under|less than|at most|up to|<=?|≤)\\s*" + NUMBER + "\\b.*");
    private static final Pattern ABOVE =
            Pattern.compile("^(?:above|over|more than|at least|>=?|≥)\\s*" + NUMBER + "\\b.*");
    private static final Pattern EXACT = Pattern.compile("^" + NUMBER + "(?:\\s*\\S{0,3})?$");

    /** Nothing when the words say no range. */
    static Optional<Range> read(String words) {
        String text = words.strip().toLowerCase(Locale.ROOT);
        Matcher below = BELOW.matcher(text);
        if (below.matches()) {
            return Optional.of(new Range(Double.NEGATIVE_INFINITY, number(below, 1), words));
        }
        Matcher above = ABOVE.matcher(text);
        if (above.matches()) {
            return Optional.of(new Range(number(above, 1), Double.POSITIVE_INFINITY, words));
        }
        Matcher between = BETWEEN.matcher(text);
        if (between.matches()) {
            double one = number(between, 1);
            double other = number(between, 2);
            // "-5 to -10 dBm" begins with the greater.
            return Optional.of(new Range(Math.min(one, other), Math.max(one, other), words));
        }
        Matcher exact = EXACT.matcher(text);
        return exact.matches()
                ? Optional.of(new Range(number(exact, 1), number(exact, 1), words))
                : Optional.empty();
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group).replace(',', '.'));
    }

    boolean holds(double value) {
        return value >= least && value <= most;
    }
}
