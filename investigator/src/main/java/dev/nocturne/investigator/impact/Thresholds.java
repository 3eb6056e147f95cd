package dev.nocturne.investigator.impact;

import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricSense.Family;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How bad a failing metric is. What the owner of a metric calls normal, degraded and down is in
 * words ({@code above 0.1}, {@code 50 percent above its usual value}); they say how grave a
 * deviation is, not whether there is one.
 */
final class Thresholds {
    private static final Pattern ABSOLUTE =
            Pattern.compile("^(above|over|below|under)\\s+(-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?)");
    private static final Pattern RELATIVE =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:percent|%)\\s+(above|below)");

    /** An offer that works for less than half of its users does not work. */
    private static final double HALF = 0.5;

    private final List<MetricInfo> metrics;

    Thresholds(List<MetricInfo> metrics) {
        this.metrics = metrics;
    }

    /** What one failing metric means for the entity. */
    Effect effect(Deviation deviation) {
        double value =
                deviation.lastScore() > deviation.score() ? deviation.last() : deviation.nowValue();
        if (passes(deviation, "down", value) == Passed.YES || dead(deviation, value)) {
            return Effect.DOWN;
        }
        return switch (passes(deviation, "degraded", value)) {
            case YES, UNKNOWN -> Effect.DEGRADED;
            case NO -> Effect.AT_RISK;
        };
    }

    private static boolean dead(Deviation deviation, double value) {
        Family family = deviation.sense().family();
        if (family == Family.AVAILABILITY) {
            return value < HALF * deviation.usualValue();
        }
        List<String> words = Words.of(deviation.column());
        boolean percent = words.contains("pct") || words.contains("percent");
        return family == Family.ERRORS
                && percent
                && value > 100 * HALF
                && deviation.usualValue() < 100 * HALF;
    }

    private enum Passed {
        YES,
        NO,
        UNKNOWN
    }

    private Passed passes(Deviation deviation, String level, double value) {
        Optional<String> words =
                metrics.stream()
                        .filter(b ->
                                b.group().equals(deviation.table())
                                        && b.metric().equals(deviation.column()))
                        .flatMap(b -> Optional.ofNullable(b.levels().get(level)).stream())
                        .findFirst();
        if (words.isEmpty()) {
            return Passed.UNKNOWN;
        }
        String text = words.get().toLowerCase(Locale.ROOT).strip();
        Matcher absolute = ABSOLUTE.matcher(text);
        if (absolute.find()) {
            double limit = Double.parseDouble(absolute.group(2));
            return beyond(absolute.group(1), value, limit);
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.find()) {
            double share = Double.parseDouble(relative.group(1)) / 100;
            boolean above = relative.group(2).equals("above");
            double limit = deviation.usualValue() * (above ? 1 + share : 1 - share);
            return beyond(relative.group(2), value, limit);
        }
        return Passed.UNKNOWN;
    }

    private static Passed beyond(String word, double value, double limit) {
        boolean up = word.equals("above") || word.equals("over");
        return (up ? value > limit : value < limit) ? Passed.YES : Passed.NO;
    }
}
