package dev.nocturne.sources.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the cells of one column write numbers. */
enum NumberFormat {
    /** {@code 1234.5} */
    PLAIN(null),
    /** {@code 45.5 %} */
    PERCENT(Pattern.compile("[-+]?\\d+(\\.\\d+)?\\s?%")),
    /** {@code 1234,5} and {@code 1.234,5} */
    DECIMAL_COMMA(Pattern.compile("[-+]?(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?([eE][-+]?\\d+)?")),
    /** {@code 1,234.5} */
    GROUPED(Pattern.compile("[-+]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?"));

    private static final Pattern ONE_GROUP = Pattern.compile("[-+]?\\d{1,3}[,.]\\d{3}");

    private final @Nullable Pattern pattern;

    NumberFormat(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    /** The number, or NaN when the cell, without blanks around it, is none in this format. */
    double parse(String cell) {
        String text = cell.indexOf('\u2212') >= 0 ? cell.replace('\u2212', '-') : cell;
        if (pattern == null) {
            return Numbers.parse(text);
        }
        if (!pattern.matcher(text).matches()) {
            return Double.NaN;
        }
        return Numbers.parse(
                switch (this) {
                    case PLAIN -> text;
                    case PERCENT -> text.substring(0, text.length() - 1).strip();
                    case DECIMAL_COMMA -> text.replace(".", "").replace(',', '.');
                    case GROUPED -> text.replace(",", "");
                });
    }

    /** Whether the cell is 1,234 or 1.234, which may be a thousand or one. */
    static boolean isAmbiguous(String cell) {
        return ONE_GROUP.matcher(cell).matches();
    }
}
