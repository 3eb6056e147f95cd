package dev.nocturne.investigator.symptom;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a series with the same time of other days, weeks and months. */
final class Seasons {
    private static final double ODD = 0.5;

    /** A holiday has little traffic too. */
    private static final double FEW = 0.38;

    private static final long DAY = 24 * 3_600_000L;

    /** Days before with which the time of day is compared, and how many of them must be known. */
    private static final int DAYS = 14;

    private static final int MIN_DAYS = 7;
    private static final int WEEK = 7;

    /** ... and how many for what is much less than on any of them. */
    private static final int FEW_DAYS = 3;

    /** So small a share of the least is much less. */
    private static final double STARVED = 1 / 3.0;

    private static final int SATURDAY = 6;

    /** A few days show a spread only roughly: less than such a share is nothing. */
    private static final double MUCH = 0.3;

    /** What follows the time of day varies so much less at one time of day. */
    private static final double FOLLOWS = 0.5;

    /** Of a deviation, so much may differ from the one of the season before. */
    private static final double SEASON = 0.35;

    /** What comes with a season is gone between two of them. */
    private static final double MOSTLY = 0.5;

    private Seasons() {}

    /**
     * Whether so little traffic comes as at this time on none of the days before. Fewer days than a
     * week do not tell what a weekend is like.
     */
    static Optional<Symptom> starved(Series series, Window window, Deviation d) {
        boolean flows =
                d.sense().family() == MetricSense.Family.TRAFFIC
                        || (d.sense().family() == MetricSense.Family.OTHER
                                && series.metric().endsWith(Counters.PER_MINUTE));
        if (!flows || d.usualValue() <= 0) {
            return Optional.empty();
        }
        Collection<Double> then = onDaysBefore(series, window).values();
        double least = then.stream().min(Double::compare).orElse(Double.POSITIVE_INFINITY);
        boolean weekend =
                Instant.ofEpochMilli(window.until())
                                .atZone(ZoneOffset.UTC)
                                .getDayOfWeek()
                                .getValue()
                        >= SATURDAY;
        if (then.size() < (weekend ? MIN_DAYS : FEW_DAYS) || d.nowValue() >= STARVED * least) {
            return Optional.empty();
        }
        return Optional.of(
                new Symptom(
                        series.entity(),
                        Symptom.Kind.METRIC,
                        Readings.first(series, window),
                        Symptom.GOING_ON,
                        FEW,
                        series.metric()
                                + " is "
                                + Say.number(d.middle())
                                + ", at this time of other days at least "
                                + Say.number(least),
                        Optional.empty()));
    }

    /**
     * What follows the time of day is compared with the same time of the days before, that of a
     * week before among them.
     */
    static Optional<Symptom> odd(Series series, Window window, Deviation d) {
        if (d.failing() || d.drifting() || d.sense().family() == MetricSense.Family.TRAFFIC) {
            return Optional.empty();
        }
        double now = d.nowValue();
        Map<Integer, Double> then = onDaysBefore(series, window);
        if (!then.containsKey(WEEK) || then.size() < MIN_DAYS) {
            return Optional.empty();
        }
        double[] sorted =
                then.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double usual = Stats.median(sorted);
        double scale = Math.max(Stats.spread(sorted, usual), d.sense().floor());
        int direction = d.sense().direction();
        double off = direction == 0 ? Math.abs(now - usual) : (now - usual) * direction;
        boolean outside = now < sorted[0] || now > sorted[sorted.length - 1];
        boolean follows = scale <= FOLLOWS * d.scale();
        boolean isMuch = off > MUCH * Math.abs(usual) && off > Deviation.ANOMALOUS * scale;
        if (!follows || !outside || !isMuch) {
            return Optional.empty();
        }
        return Optional.of(
                new Symptom(
                        series.entity(),
                        Symptom.Kind.METRIC,
                        Readings.first(series, window),
                        Symptom.GOING_ON,
                        ODD,
                        series.metric()
                                + " is "
                                + Say.number(d.middle())
                                + ", at this time of other days "
                                + Say.number(usual),
                        Optional.empty()));
    }

    /** Says that it was much the same at the same time a week, or a month, before. */
    static Optional<String> before(Series series, Window window, Deviation d) {
        ZonedDateTime at = Instant.ofEpochMilli(window.until()).atZone(ZoneOffset.UTC);
        boolean lastOfMonth = at.toLocalDate().equals(at.toLocalDate().with(lastDayOfMonth()));
        ZonedDateTime monthBefore =
                lastOfMonth ? at.minusMonths(1).with(lastDayOfMonth()) : at.minusMonths(1);
        for (ZonedDateTime then : List.of(at.minusWeeks(1), monthBefore)) {
            long shift = window.until() - then.toInstant().toEpochMilli();
            double[] past = earlier(series, window, shift);
            if (past.length > 0) {
                double before = Stats.middle(past, d.usualValue());
                double off = Math.abs(d.nowValue() - d.usualValue());
                boolean wasUsualMeanwhile =
                        usualShare(series, then.toInstant().toEpochMilli(), window.from(), d)
                                >= MOSTLY;
                if (Math.abs(before - d.nowValue()) < SEASON * off && wasUsualMeanwhile) {
                    return Optional.of(
                            series.metric()
                                    + " was "
                                    + Say.number(before)
                                    + " at the same time on "
                                    + then.toLocalDate()
                                    + " too");
                }
            }
        }
        return Optional.empty();
    }

    /** The median at the same time of each day before that has values, by how many days before. */
    private static Map<Integer, Double> onDaysBefore(Series series, Window window) {
        Map<Integer, Double> medians = new LinkedHashMap<>();
        for (int day = 1; day <= DAYS; day++) {
            double[] past = earlier(series, window, day * DAY);
            if (past.length > 0) {
                medians.put(day, Stats.median(past));
            }
        }
        return medians;
    }

    private static double[] earlier(Series series, Window window, long shift) {
        return Readings.within(series, new Window(window.from() - shift, window.until() - shift));
    }

    /** How much of the time between was nearer to the usual value than to that of now. */
    private static double usualShare(Series series, long from, long until, Deviation d) {
        double[] between = Readings.within(series, new Window(from, until - 1));
        double off = Math.abs(d.nowValue() - d.usualValue());
        long usual =
                Arrays.stream(between).filter(v -> Math.abs(v - d.usualValue()) < off / 2).count();
        return between.length == 0 ? 0 : (double) usual / between.length;
    }
}
