package dev.nocturne.scenarios;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the text of a CSV cell. */
public final class Figures {
    /** A value that could not be measured. */
    public static final String MISSING = "";

    private Figures() {}

    /** With a fixed number of decimals. */
    public static String fixed(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** With an exponent and two decimals, for values that span decades. */
    public static String scientific(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }

    public static double atLeast(double floor, double value) {
        return StrictMath.max(floor, value);
    }

    public static double clamp(double low, double high, double value) {
        return StrictMath.max(low, StrictMath.min(high, value));
    }
}
