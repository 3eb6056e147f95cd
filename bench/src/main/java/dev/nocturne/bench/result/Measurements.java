package dev.nocturne.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The values of several rounds, in order. */
public record Measurements(String unit, List<Double> values) {
    public Measurements {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalStateException("a series of " + unit + " without a value");
        }
    }

    public static Measurements of(String unit, double... values) {
        return new Measurements(unit, Arrays.stream(values).boxed().toList());
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /**
     * This series divided by another, round by round, since rounds are measured at about the same
     * time.
     */
    public Measurements ratioTo(Measurements other) {
        if (other.values.size() == 1) {
            double only = other.values.getFirst();
            return new Measurements("x", values.stream().map(v -> v / only).toList());
        }
        if (other.values.size() != values.size()) {
            throw new IllegalStateException(
                    values.size() + " rounds beside " + other.values.size());
        }
        return new Measurements(
                "x",
                IntStream.range(0, values.size())
                        .mapToObj(i -> values.get(i) / other.values.get(i))
                        .toList());
    }

    /** The median, and in brackets the minimum and the maximum. */
    @Override
    public String toString() {
        String unitAfter = unit.equals("x") ? "x" : " " + unit;
        return values.size() == 1
                ? number(median()) + unitAfter
                : number(median()) + unitAfter + " [" + number(min()) + " " + number(max()) + "]";
    }

    /** A whole number. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Three significant digits, or all before the decimal point. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
