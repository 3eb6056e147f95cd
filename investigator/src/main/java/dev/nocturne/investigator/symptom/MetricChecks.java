package dev.nocturne.investigator.symptom;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;

import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricScan;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares each series with its past, with what is called normal, with its limit. */
final class MetricChecks {
    private static final Map<String, List<String>> WORDS = WordLists.read("metrics.txt");

    /** A score at which a deviation is as certain as it gets. */
    private static final double CERTAIN = 30;

    /** From this share of a limit on there is no room left. */
    private static final double NEAR_LIMIT = 0.95;

    /** One missing sample is an accident; two in a row, while others have theirs, are none. */
    private static final int GAP_INTERVALS = 2;

    private static final double RANGE = 0.8;
    private static final double LIMIT = 0.75;
    private static final double SHORT_OF = 0.7;
    private static final double SILENCE = 0.45;
    private static final double ODD = 0.5;

    /** A holiday has little traffic too. */
    private static final double FEW = 0.38;

    private static final double STALLED = 0.7;

    /** So small a share of the usual is nothing. */
    private static final double NOTHING = 0.02;

    /** Fewer values of nothing are a pause. */
    private static final int MIN_RUN = 3;

    private static final long DAY = 24 * 3_600_000L;

    /** Days before with which the time of day is compared, and how many of them must be known. */
    private static final int DAYS = 14;

    private static final int MIN_DAYS = 7;

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

    /** Of a metric of which it is not known which way is bad. */
    private static final double EITHER_WAY = 0.75;

    /** Others of a kind that are enough to compare with. */
    private static final int MIN_PEERS = 3;

    /** So many times the value of the others is unlike them. */
    private static final double UNLIKE = 4;

    /** From here on nothing is free of what is measured in percent. */
    private static final double FULL_PERCENT = 97;

    private final Metrics metrics;
    private final List<MetricInfo> infos;
    private final Function<Series, Window> windowOf;
    private final List<Symptom> symptoms = new ArrayList<>();
    private final Set<String> measured = new LinkedHashSet<>();
    private final Set<String> inRange = new LinkedHashSet<>();
    private final Map<String, List<Deviation>> normal = new HashMap<>();
    private final Map<String, List<String>> seasonal = new HashMap<>();
    private final Map<Window, MetricScan> scans = new HashMap<>();

    /** {@code windowOf}: what is judged in a series. */
    MetricChecks(Metrics metrics, List<MetricInfo> infos, Function<Series, Window> windowOf) {
        this.metrics = metrics;
        this.infos = infos;
        this.windowOf = windowOf;
    }

    List<Symptom> symptoms() {
        return symptoms;
    }

    /** Entities with a value in the window. */
    Set<String> measured() {
        return measured;
    }

    /** Entities with a value within what their owner calls normal. */
    Set<String> inRange() {
        return inRange;
    }

    /** Metrics that are as usual, by entity. */
    Map<String, List<Deviation>> normal() {
        return normal;
    }

    void check(String entity) {
        List<Series> own = metrics.of(entity);
        for (Series series : own) {
            check(series);
        }
        for (Series series : own) {
            limit(series, own);
        }
    }

    private void check(Series series) {
        Window window = windowOf.apply(series);
        double[] now = values(series, window);
        boolean silent = silence(series, window);
        if (now.length == 0 || silent) {
            return;
        }
        measured.add(series.entity());
        Optional<Range> range = range(series);
        double value = now[now.length - 1];
        if (range.isPresent() && !range.get().holds(value)) {
            symptoms.add(
                    new Symptom(
                            series.entity(),
                            Symptom.Kind.RANGE,
                            begin(series, window.until(), range.get()),
                            Symptom.GOING_ON,
                            RANGE,
                            series.metric()
                                    + " is "
                                    + Say.number(value)
                                    + ", normal is "
                                    + range.get().words(),
                            Optional.empty()));
            return;
        }
        if (range.isPresent()) {
            inRange.add(series.entity());
        }
        Optional<Deviation> deviation =
                scans.computeIfAbsent(window, w -> new MetricScan(metrics, w, true)).of(series);
        boolean isYoung = Past.isYoung(series, window.from());
        if (deviation.isEmpty() || (isYoung && range.isEmpty())) {
            if (range.isEmpty()) {
                peers(series, value);
            }
            return;
        }
        Deviation d = deviation.get();
        if (stalls(series, window, d)
                || isOddForTheHour(series, window, d)
                || isStarved(series, window, d)) {
            return;
        }
        boolean off = (d.failing() || d.drifting()) && !isSeasonal(series, window, d);
        // What its owner calls normal is not off because it moved within that.
        if (off && range.isEmpty()) {
            symptoms.add(
                    new Symptom(
                            series.entity(),
                            Symptom.Kind.METRIC,
                            d.since(),
                            Symptom.GOING_ON,
                            (0.55 + 0.35 * Math.min(1, Math.max(d.strength(), d.trend()) / CERTAIN))
                                    * (d.sense().direction() == 0 ? EITHER_WAY : 1),
                            Say.deviation(d),
                            deviation));
        } else {
            normal.computeIfAbsent(series.entity(), e -> new ArrayList<>()).add(d);
        }
    }

    /**
     * What always is more than nothing, but for some pauses, has been nothing for longer than in
     * any of them.
     */
    private boolean stalls(Series series, Window window, Deviation d) {
        boolean counts =
                switch (d.sense().family()) {
                    case TRAFFIC, LOAD, OTHER -> true;
                    case LATENCY, ERRORS, AVAILABILITY, SIGNAL -> false;
                };
        double nothing = NOTHING * d.usualValue();
        if (!counts || d.usualValue() <= 0) {
            return false;
        }
        int longest = 0;
        int run = 0;
        long since = window.until();
        for (int i = 0; i < series.size() && series.times()[i] <= window.until(); i++) {
            double value = series.values()[i];
            if (Double.isNaN(value)) {
                continue;
            }
            if (Math.abs(value) <= nothing) {
                since = run == 0 ? series.times()[i] : since;
                run++;
            } else {
                longest = Math.max(longest, run);
                run = 0;
            }
        }
        if (run < MIN_RUN || run <= 2 * longest) {
            return false;
        }
        symptoms.add(
                new Symptom(
                        series.entity(),
                        Symptom.Kind.STALLED,
                        since,
                        Symptom.GOING_ON,
                        STALLED,
                        series.metric()
                                + " is "
                                + Say.number(d.nowValue())
                                + " since "
                                + Say.dateTime(since)
                                + " (usually "
                                + Say.number(d.usualValue())
                                + ")",
                        Optional.of(d)));
        return true;
    }

    /**
     * Whether so little traffic comes as at this time on none of the days before. Fewer days than a
     * week do not tell what a weekend is like.
     */
    private boolean isStarved(Series series, Window window, Deviation d) {
        boolean flows =
                d.sense().family() == MetricSense.Family.TRAFFIC
                        || (d.sense().family() == MetricSense.Family.OTHER
                                && series.metric().endsWith(Counters.PER_MINUTE));
        if (!flows || d.usualValue() <= 0) {
            return false;
        }
        double least = Double.POSITIVE_INFINITY;
        int days = 0;
        for (int day = 1; day <= DAYS; day++) {
            long shift = day * DAY;
            double[] past =
                    values(series, new Window(window.from() - shift, window.until() - shift));
            if (past.length > 0) {
                least = Math.min(least, Stats.median(past));
                days++;
            }
        }
        boolean weekend =
                Instant.ofEpochMilli(window.until())
                                .atZone(ZoneOffset.UTC)
                                .getDayOfWeek()
                                .getValue()
                        >= SATURDAY;
        if (days < (weekend ? MIN_DAYS : FEW_DAYS) || d.nowValue() >= STARVED * least) {
            return false;
        }
        symptoms.add(
                new Symptom(
                        series.entity(),
                        Symptom.Kind.METRIC,
                        d.since(),
                        Symptom.GOING_ON,
                        FEW,
                        series.metric()
                                + " is "
                                + Say.number(d.middle())
                                + ", at this time of other days at least "
                                + Say.number(least),
                        Optional.empty()));
        return true;
    }

    /**
     * What follows the time of day is compared with the same time of the days before, that of a
     * week before among them.
     */
    private boolean isOddForTheHour(Series series, Window window, Deviation d) {
        if (d.failing() || d.drifting() || d.sense().family() == MetricSense.Family.TRAFFIC) {
            return false;
        }
        double now = d.nowValue();
        List<Double> then = new ArrayList<>();
        boolean weekBefore = false;
        for (int day = 1; day <= DAYS; day++) {
            long shift = day * DAY;
            double[] past =
                    values(series, new Window(window.from() - shift, window.until() - shift));
            if (past.length > 0) {
                then.add(Stats.median(past));
                weekBefore |= day == 7;
            }
        }
        if (!weekBefore || then.size() < MIN_DAYS) {
            return false;
        }
        double[] sorted = then.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double usual = Stats.median(sorted);
        double scale = Math.max(Stats.spread(sorted, usual), d.sense().floor());
        int direction = d.sense().direction();
        double off = direction == 0 ? Math.abs(now - usual) : (now - usual) * direction;
        boolean outside = now < sorted[0] || now > sorted[sorted.length - 1];
        boolean follows = scale <= FOLLOWS * d.scale();
        boolean isMuch = off > MUCH * Math.abs(usual) && off > Deviation.ANOMALOUS * scale;
        if (!follows || !outside || !isMuch) {
            return false;
        }
        symptoms.add(
                new Symptom(
                        series.entity(),
                        Symptom.Kind.METRIC,
                        window.from() + (window.until() - window.from()) / 2,
                        Symptom.GOING_ON,
                        ODD,
                        series.metric()
                                + " is "
                                + Say.number(d.middle())
                                + ", at this time of other days "
                                + Say.number(usual),
                        Optional.empty()));
        return true;
    }

    /** Whether it was much the same at the same time a week, or a month, before. */
    private boolean isSeasonal(Series series, Window window, Deviation d) {
        ZonedDateTime at = Instant.ofEpochMilli(window.until()).atZone(ZoneOffset.UTC);
        boolean lastOfMonth = at.toLocalDate().equals(at.toLocalDate().with(lastDayOfMonth()));
        ZonedDateTime monthBefore =
                lastOfMonth ? at.minusMonths(1).with(lastDayOfMonth()) : at.minusMonths(1);
        for (ZonedDateTime then : List.of(at.minusWeeks(1), monthBefore)) {
            long shift = window.until() - then.toInstant().toEpochMilli();
            double[] past =
                    values(series, new Window(window.from() - shift, window.until() - shift));
            if (past.length > 0) {
                double before = Stats.middle(past, d.usualValue());
                double off = Math.abs(d.nowValue() - d.usualValue());
                boolean wasUsualMeanwhile =
                        usualShare(series, then.toInstant().toEpochMilli(), window.from(), d)
                                >= MOSTLY;
                if (Math.abs(before - d.nowValue()) < SEASON * off && wasUsualMeanwhile) {
                    seasonal.computeIfAbsent(series.entity(), e -> new ArrayList<>())
                            .add(
                                    series.metric()
                                            + " was "
                                            + Say.number(before)
                                            + " at the same time on "
                                            + then.toLocalDate()
                                            + " too");
                    return true;
                }
            }
        }
        return false;
    }

    /** How much of the time between was nearer to the usual value than to that of now. */
    private static double usualShare(Series series, long from, long until, Deviation d) {
        double[] between = values(series, new Window(from, until - 1));
        double off = Math.abs(d.nowValue() - d.usualValue());
        long usual =
                Arrays.stream(between).filter(v -> Math.abs(v - d.usualValue()) < off / 2).count();
        return between.length == 0 ? 0 : (double) usual / between.length;
    }

    /** What is unusual, and was so at the same time of an earlier week or month, by entity. */
    Map<String, List<String>> seasonal() {
        return seasonal;
    }

    /** Measurements of others went on while these stopped: of the group, if there are others. */
    private boolean silence(Series series, Window window) {
        long last = lastValue(series, window.until());
        long interval = Metrics.interval(series, window.until());
        List<Series> group = others(series, metrics.peers(series));
        List<Series> all =
                group.isEmpty()
                        ? others(
                                series,
                                metrics.entities().stream()
                                        .flatMap(e -> metrics.of(e).stream())
                                        .toList())
                        : group;
        // Measured through another instance since: the metric itself goes on.
        boolean goesOn =
                metrics.of(series.entity()).stream()
                        .filter(s -> s.metric().equals(series.metric()))
                        .anyMatch(s -> lastValue(s, window.until()) > last + interval);
        boolean othersGoOn =
                !goesOn
                        && all.stream()
                                .anyMatch(p -> lastValue(p, window.until()) > last + interval);
        if (last > Long.MIN_VALUE
                && interval > 0
                && othersGoOn
                && window.until() - last > GAP_INTERVALS * interval) {
            symptoms.add(
                    new Symptom(
                            series.entity(),
                            Symptom.Kind.SILENT,
                            last + interval,
                            Symptom.GOING_ON,
                            SILENCE,
                            "no values of " + series.metric() + " after " + Say.dateTime(last),
                            Optional.empty()));
            return true;
        }
        return false;
    }

    private static List<Series> others(Series series, List<Series> all) {
        return all.stream().filter(p -> !p.entity().equals(series.entity())).toList();
    }

    /** Without a past of its own the entity is compared with others at the same time. */
    private void peers(Series series, double value) {
        List<Double> others = new ArrayList<>();
        for (Series peer : metrics.peers(series)) {
            double[] now = values(peer, windowOf.apply(peer));
            if (!peer.entity().equals(series.entity()) && now.length > 0) {
                others.add(now[now.length - 1]);
            }
        }
        if (others.size() < MIN_PEERS) {
            return;
        }
        double[] sorted = others.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double middle = sorted[sorted.length / 2];
        double most = sorted[sorted.length - 1];
        int direction = metrics.sense(series).direction();
        if (direction >= 0 && value > most && value > UNLIKE * Math.abs(middle)) {
            symptoms.add(
                    new Symptom(
                            series.entity(),
                            Symptom.Kind.PEER,
                            series.times()[0],
                            Symptom.GOING_ON,
                            ODD,
                            series.metric()
                                    + " is "
                                    + Say.number(value)
                                    + ", of others of its kind at most "
                                    + Say.number(most),
                            Optional.empty()));
        }
    }

    private static long lastValue(Series series, long until) {
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= until && !Double.isNaN(series.values()[i])) {
                return series.times()[i];
            }
        }
        return Long.MIN_VALUE;
    }

    private static double[] values(Series series, Window window) {
        double[] found = new double[series.size()];
        int count = 0;
        for (int i = 0; i < series.size(); i++) {
            if (window.contains(series.times()[i]) && !Double.isNaN(series.values()[i])) {
                found[count++] = series.values()[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    private Optional<Range> range(Series series) {
        return infos.stream()
                .filter(i -> i.group().equals(series.group()) && i.metric().equals(series.metric()))
                .flatMap(i -> Optional.ofNullable(i.levels().get("normal")).stream())
                .flatMap(words -> Range.read(words).stream())
                .findFirst();
    }

    /** When it left the range for the last time. */
    private static long begin(Series series, long until, Range range) {
        long begin = until;
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] > until || Double.isNaN(series.values()[i])) {
                continue;
            }
            if (range.holds(series.values()[i])) {
                break;
            }
            begin = series.times()[i];
        }
        return begin;
    }

    /** A metric beside one that is named as its limit, or as what is wanted of it. */
    private void limit(Series series, List<Series> own) {
        Window window = windowOf.apply(series);
        double[] now = values(series, window);
        if (now.length == 0) {
            return;
        }
        double value = now[now.length - 1];
        List<String> words = Words.of(series.metric());
        if (has("percent", words) && has("filled", words) && value >= FULL_PERCENT) {
            symptoms.add(
                    new Symptom(
                            series.entity(),
                            Symptom.Kind.LIMIT,
                            beginOfFull(series, window.until()),
                            Symptom.GOING_ON,
                            LIMIT,
                            series.metric() + " is " + Say.number(value) + ": full",
                            Optional.empty()));
        }
        for (Series other : own) {
            if (other == series || !other.group().equals(series.group())) {
                continue;
            }
            double[] limits = values(other, window);
            if (limits.length == 0) {
                continue;
            }
            double limit = limits[limits.length - 1];
            List<String> otherWords = Words.of(other.metric());
            if (has("wanted", otherWords) && has("available", words) && value < limit) {
                symptoms.add(
                        new Symptom(
                                series.entity(),
                                Symptom.Kind.LIMIT,
                                beginOfShortage(series, other, window.until()),
                                Symptom.GOING_ON,
                                SHORT_OF,
                                series.metric()
                                        + " is "
                                        + Say.number(value)
                                        + ", "
                                        + other.metric()
                                        + " is "
                                        + Say.number(limit),
                                Optional.empty()));
            } else if (limits(otherWords, words) && limit > 0 && value >= NEAR_LIMIT * limit) {
                symptoms.add(
                        new Symptom(
                                series.entity(),
                                Symptom.Kind.LIMIT,
                                beginOfLimit(series, other, window.until()),
                                Symptom.GOING_ON,
                                LIMIT,
                                series.metric()
                                        + " is "
                                        + Say.number(value)
                                        + " of "
                                        + Say.number(limit)
                                        + " ("
                                        + other.metric()
                                        + ")",
                                Optional.empty()));
            }
        }
    }

    /** {@code mem_limit_mib} limits {@code mem_mib}: the same words and one that says limit. */
    private static boolean limits(List<String> limit, List<String> limited) {
        List<String> rest = new ArrayList<>(limit);
        boolean named = rest.removeIf(w -> listed("limit").contains(w));
        return named && !has("wanted", limit) && rest.equals(limited);
    }

    private static long beginOfFull(Series series, long until) {
        long begin = until;
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= until && !Double.isNaN(series.values()[i])) {
                if (series.values()[i] < FULL_PERCENT) {
                    break;
                }
                begin = series.times()[i];
            }
        }
        return begin;
    }

    private static long beginOfShortage(Series have, Series want, long until) {
        return begin(have, want, until, (value, wanted) -> value < wanted);
    }

    private static long beginOfLimit(Series series, Series limit, long until) {
        return begin(series, limit, until, (value, most) -> value >= NEAR_LIMIT * most);
    }

    /** Compares two values that were measured at the same time. */
    private interface Bad {
        boolean test(double value, double other);
    }

    /** From when on each value was bad beside the other one of its time. */
    private static long begin(Series series, Series beside, long until, Bad bad) {
        Map<Long, Double> others = new HashMap<>();
        for (int i = 0; i < beside.size(); i++) {
            others.put(beside.times()[i], beside.values()[i]);
        }
        long begin = until;
        for (int i = series.size() - 1; i >= 0; i--) {
            double other = others.getOrDefault(series.times()[i], Double.NaN);
            double value = series.values()[i];
            if (series.times()[i] > until || Double.isNaN(value) || Double.isNaN(other)) {
                continue;
            }
            if (!bad.test(value, other)) {
                break;
            }
            begin = series.times()[i];
        }
        return begin;
    }

    private static boolean has(String key, List<String> words) {
        return words.stream().anyMatch(listed(key)::contains);
    }

    private static List<String> listed(String key) {
        return WORDS.getOrDefault(key, List.of());
    }
}
