package dev.nocturne.scenarios;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers for CSV cells. */
public final class Figures {
    /** The cell of a value that could not be measured. */
    public static final String MISSING = "";

    private Figures() {}

    /** Formats with a fixed number of decimals. */
    public static String fixed(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Formats with an exponent and two decimals, for values that span several decades. */
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
