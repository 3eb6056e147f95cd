package dev.nocturne.sources.pack;

import java.util.OptionalLong;
import tools.jackson.core.io.NumberInput;

/**
 * Numbers as packs write them: plain decimal, a sign, an exponent. Java's own forms (0x1p3, 1d, 1f)
 * are not numbers here. Values are those of {@link Double#parseDouble}, which takes more of a
 * start.
 */
final class Numbers {

    private Numbers() {}

    /** The finite number, or NaN when the text is none. */
    static double parse(String text) {
        if (text.isEmpty() || !plain(text)) {
            return Double.NaN;
        }
        try {
            double value = NumberInput.parseDouble(text, true);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A whole number; {@code 5.0}, as spreadsheets export it, is 5. */
    static OptionalLong parseWhole(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            double value = parse(text);
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
            return whole ? OptionalLong.of((long) value) : OptionalLong.empty();
        }
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }
}
