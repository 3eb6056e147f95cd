package dev.nocturne.investigator.report;

import dev.nocturne.investigator.signal.Deviation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Numbers, times and lists in words. */
public final class Say {
    private Say() {}

    /** Seconds precision, UTC. */
    public static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static String span(long from, long until) {
        return time(from) + "/" + time(until);
    }

    /** About four digits, without an exponent where that is readable. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (size >= 1000 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return size >= 1
                ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A count with thousands apart. */
    public static String amount(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }

    public static String percent(double share) {
        if (share > 0 && share < 0.005) {
            return "under 1 %";
        }
        return share >= 0.995 ? "over 99 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** The first few, and how many more. */
    public static String list(List<String> items, int most) {
        if (items.size() <= most) {
            return String.join(", ", items);
        }
        return String.join(", ", items.subList(0, most))
                + " and "
                + (items.size() - most)
                + " more";
    }

    /** {@code RxPowerDbm -40 (usually -7.1)}. */
    public static String deviation(Deviation deviation) {
        double value =
                deviation.lastScore() > deviation.score() ? deviation.last() : deviation.nowValue();
        return deviation.column()
                + " "
                + number(value)
                + " (usually "
                + number(deviation.usualValue())
                + ")";
    }

    /** One or many. */
    public static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
