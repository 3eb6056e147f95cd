package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** From what to what values went, day by day. */
final class CourseReplies {
    /** So much past is asked for. */
    static final Duration PAST = Duration.ofDays(30);

    private static final int MAX = 5;
    private static final int MOST_DAYS = 16;

    /** Fewer days are no course by days. */
    private static final int FEW = 3;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.US);

    private final Facts facts;
    private final SeriesFinder finder;
    private final Windows windows;

    CourseReplies(Facts facts, SeriesFinder finder) {
        this.facts = facts;
        this.finder = finder;
        this.windows = new Windows(facts);
    }

    /** The course of what the question names, what moved most first. */
    String course(Question question, Snapshot asked) {
        Window window =
                question.window()
                        .orElse(new Window(facts.latest() - PAST.toMillis(), facts.latest()));
        SeriesFinder.Found found = finder.find(question, asked);
        List<String> lines =
                found.series().stream()
                        .filter(s -> !ValueReplies.countsUp(s))
                        .map(s -> Course.of(s, window, windows.zone()))
                        .filter(c -> !c.values().isEmpty())
                        .sorted(Comparator.comparingDouble(Course::moved).reversed())
                        .limit(MAX)
                        .map(Course::said)
                        .toList();
        if (found.series().isEmpty()) {
            return found.missing();
        }
        return lines.isEmpty()
                ? "I cannot answer that: nothing of it was measured "
                        + Say.between(window.from(), window.until())
                        + "."
                : String.join("\n", lines);
    }

    /**
     * The values of a series in a time.
     *
     * @param days the median of each day
     */
    private record Course(String name, List<Double> values, Map<LocalDate, Double> days) {
        static Course of(Series series, Window window, ZoneId zone) {
            List<Double> values = new ArrayList<>();
            Map<LocalDate, List<Double>> byDay = new TreeMap<>();
            for (int i = 0; i < series.size(); i++) {
                double value = series.values()[i];
                long time = series.times()[i];
                if (window.contains(time) && !Double.isNaN(value)) {
                    values.add(value);
                    byDay.computeIfAbsent(
                                    Instant.ofEpochMilli(time).atZone(zone).toLocalDate(),
                                    d -> new ArrayList<>())
                            .add(value);
                }
            }
            Map<LocalDate, Double> days = new TreeMap<>();
            byDay.forEach((day, all) -> days.put(day, median(all)));
            return new Course(ValueReplies.name(series), values, days);
        }

        private static double median(List<Double> values) {
            return Stats.median(values.stream().mapToDouble(Double::doubleValue).toArray());
        }

        /** How far apart the first and the last days are, in shares of the first. */
        double moved() {
            List<Double> all = List.copyOf(days.values());
            double first = all.size() > FEW ? median(all.subList(0, FEW)) : values.getFirst();
            double last = all.size() > FEW ? all.getLast() : values.getLast();
            return Math.abs(last - first) / Math.max(1e-9, Math.abs(first));
        }

        String said() {
            String ends =
                    "- "
                            + name
                            + ": from "
                            + Say.number(values.getFirst())
                            + " to "
                            + Say.number(values.getLast())
                            + ", lowest "
                            + Say.number(
                                    values.stream().min(Comparator.naturalOrder()).orElseThrow())
                            + ", highest "
                            + Say.number(
                                    values.stream().max(Comparator.naturalOrder()).orElseThrow());
            if (days.size() <= FEW) {
                return ends;
            }
            int skipped = Math.max(0, days.size() - MOST_DAYS);
            List<String> each = new ArrayList<>();
            days.forEach((day, value) -> each.add(DAY.format(day) + " " + Say.number(value)));
            return ends
                    + "; medians of the "
                    + (skipped > 0 ? "last " : "")
                    + "days: "
                    + String.join(", ", each.subList(skipped, each.size()));
        }
    }
}
