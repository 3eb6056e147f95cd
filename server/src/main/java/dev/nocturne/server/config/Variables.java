package dev.nocturne.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Typed access to environment variables; records mistakes in them. */
final class Variables {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> values;
    private final List<String> mistakes;

    Variables(Map<String, String> values, List<String> mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** Null when it is missing or blank. */
    @Nullable String text(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The parts between commas. */
    List<String> list(String name) {
        String value = text(name);
        return value == null
                ? List.of()
                : List.of(value.split(",", -1)).stream()
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    int number(String name, int fallback, int min, int max) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        mistakes.add(name + " must be a whole number from " + min + " to " + max + ".");
        return fallback;
    }

    /** An amount of US dollars above zero. */
    double dollars(String name, double fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        if (value.matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(value) > 0) {
            return Double.parseDouble(value);
        }
        mistakes.add(name + " must be an amount of US dollars such as 0.50, above 0.");
        return fallback;
    }

    Duration duration(String name, Duration fallback, Duration min, Duration max) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        Matcher parts = DURATION.matcher(value);
        if (parts.matches()) {
            Duration duration = duration(Long.parseLong(parts.group(1)), parts.group(2));
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        }
        mistakes.add(
                name
                        + " must be a duration such as 800ms, 30s, 15m, 12h or 7d, from "
                        + show(min)
                        + " to "
                        + show(max)
                        + ".");
        return fallback;
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String show(Duration d) {
        LongUnaryOperator in = unit -> d.toMillis() / unit;
        if (d.toMillis() % 86_400_000 == 0 && !d.isZero()) {
            return in.applyAsLong(86_400_000) + "d";
        }
        return d.toMillis() % 1_000 == 0 ? in.applyAsLong(1_000) + "s" : d.toMillis() + "ms";
    }
}
