package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What comes if nothing is done: where the values are going, and which limit they meet. */
final class OutlookReplies {
    private static final long HOUR = 3_600_000L;
    private static final long SPAN = 6 * HOUR;

    /** Of a value that is taken once a day a longer time is needed. */
    private static final long LONG_SPAN = 10 * 24 * HOUR;

    private static final int LEAST = 4;
    private static final int MAX = 6;

    /** Less change than this share of the value in an hour is none. */
    private static final double STEADY = 0.005;

    /** A straight line explains so much of a trend that may be carried on. */
    private static final double STRAIGHT = 0.8;

    /** Less than this share of the trend is none. */
    private static final double STOPPED = 0.2;

    private final Facts facts;

    OutlookReplies(Facts facts) {
        this.facts = facts;
    }

    Set<String> about(Question question) {
        Set<String> about = new LinkedHashSet<>(facts.meant(question.entities()));
        if (question.entities().isEmpty()) {
            facts.finding().hypotheses().stream()
                    .limit(5)
                    .forEach(h -> about.add(facts.graph().id(h.entity())));
            facts.near().stream().limit(20).forEach(about::add);
        }
        about.addAll(needed(question));
        return about;
    }

    /** What moves may be what the trouble needs: a job reads a table that grows. */
    private Set<String> needed(Question question) {
        Set<String> needed = new LinkedHashSet<>();
        facts.meant(question.entities()).forEach(e -> needed.addAll(facts.needs(e)));
        return needed;
    }

    String outlook(Question question, Snapshot asked, String contracts) {
        List<String> lines = lines(facts.meant(question.entities()), asked);
        if (lines.isEmpty()) {
            lines = lines(about(question), asked);
        }
        if (lines.isEmpty() && contracts.isEmpty()) {
            return "I cannot answer that: no value of "
                    + Say.list(List.copyOf(about(question)), 3)
                    + " moves steadily, so the data do not show what comes if it goes on. I can say who is affected, what it costs, or what to do first.";
        }
        return (lines.isEmpty()
                        ? ""
                        : "If it goes on as in the hours before:\n"
                                + String.join("\n", lines.stream().limit(MAX).toList()))
                + (contracts.isEmpty() ? "" : (lines.isEmpty() ? "" : "\n") + contracts);
    }

    private List<String> lines(Collection<String> entities, Snapshot asked) {
        List<String> lines = new ArrayList<>();
        for (String entity : entities) {
            List<Series> own = asked.series(entity);
            for (Series series : own.isEmpty() ? facts.analysis().snapshot().series(entity) : own) {
                boolean counter = Counters.isCounter(series) && !isPercent(series);
                String line = counter ? "" : line(series);
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private String line(Series series) {
        Trend trend = Trend.of(series, facts.latest() - SPAN, facts.latest());
        if (trend.points() < LEAST || trend.straight() < STRAIGHT) {
            trend = Trend.of(series, facts.latest() - LONG_SPAN, facts.latest());
        }
        if (trend.straight() < STRAIGHT
                || Math.abs(trend.perHour()) * (trend.slow() ? 24 : 1)
                        < STEADY * Math.max(1e-9, Math.abs(trend.last()))) {
            return "";
        }
        OptionalDouble limit = limit(series, trend);
        String until = "";
        if (limit.isPresent()) {
            double hours = (limit.getAsDouble() - trend.last()) / trend.perHour();
            until =
                    hours < 0 || hours > 24 * 60
                            ? ""
                            : "; at "
                                    + Say.number(limit.getAsDouble())
                                    + " in about "
                                    + Say.number(Math.rint(hours * 10) / 10)
                                    + " hours";
        }
        return "- "
                + ValueReplies.name(series)
                + ": "
                + Say.number(trend.last())
                + " now, "
                + (trend.perHour() > 0 ? "rising" : "falling")
                + " by about "
                + (trend.slow()
                        ? Say.number(24 * Math.abs(trend.perHour()))
                                + (isPercent(series) ? " percentage points" : "")
                                + " a day"
                        : Say.number(Math.abs(trend.perHour())) + " an hour")
                + until;
    }

    /** A value that falls ends at nothing, one that rises at what its entity says it can hold. */
    private OptionalDouble limit(Series series, Trend trend) {
        if (trend.perHour() < 0) {
            return trend.last() > 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        Set<String> names = Language.all("limit property");
        List<Double> limits = new ArrayList<>();
        Map<String, Object> properties =
                facts.topology().entity(series.entity()).map(Entity::properties).orElse(Map.of());
        properties.forEach((name, value) -> {
            if (value instanceof Number number
                    && Words.of(name).stream().anyMatch(names::contains)) {
                limits.add(number.doubleValue());
            }
        });
        if (isPercent(series)) {
            limits.add(100.0);
        }
        return limits.stream().filter(l -> l > trend.last()).mapToDouble(Double::doubleValue).min();
    }

    private static boolean isPercent(Series series) {
        return Words.of(series.metric()).stream().anyMatch(Language.all("percent")::contains);
    }

    /**
     * A straight line through the last values.
     *
     * @param points how many values it rests on
     * @param slow whether they are taken over days
     * @param straight how much of the variance it explains
     */
    private record Trend(int points, boolean slow, double last, double perHour, double straight) {
        /** Whether the last fourth of the time has hardly any of the trend. */
        private static boolean stopped(Series series, long from, long until, double perHour) {
            int last = MetricReplies.lastUpTo(series, until);
            int before = MetricReplies.lastUpTo(series, until - (until - from) / 4);
            if (before < 0 || last <= before) {
                return false;
            }
            double hours = (double) (series.times()[last] - series.times()[before]) / HOUR;
            double moved = series.values()[last] - series.values()[before];
            return moved / (perHour * hours) < STOPPED;
        }

        static Trend of(Series series, long from, long until) {
            double n = 0;
            double sx = 0;
            double sy = 0;
            double sxx = 0;
            double sxy = 0;
            double syy = 0;
            double last = 0;
            double jump = 0;
            double low = Double.MAX_VALUE;
            double high = -Double.MAX_VALUE;
            for (int i = 0; i < series.size(); i++) {
                long time = series.times()[i];
                double y = series.values()[i];
                if (time >= from && time <= until && !Double.isNaN(y)) {
                    double x = (double) (time - from) / HOUR;
                    n++;
                    sx += x;
                    sy += y;
                    sxx += x * x;
                    sxy += x * y;
                    syy += y * y;
                    jump = n > 1 ? Math.max(jump, Math.abs(y - last)) : 0;
                    low = Math.min(low, y);
                    high = Math.max(high, y);
                    last = y;
                }
            }
            double vx = n * sxx - sx * sx;
            double vy = n * syy - sy * sy;
            double cov = n * sxy - sx * sy;
            // One step is no trend, nor is what has stopped.
            return n < 4
                            || vx <= 0
                            || vy <= 0
                            || jump > (high - low) / 2
                            || stopped(series, from, until, cov / vx)
                    ? new Trend((int) n, until - from > SPAN, last, 0, 0)
                    : new Trend(
                            (int) n, until - from > SPAN, last, cov / vx, cov * cov / (vx * vy));
        }
    }
}
