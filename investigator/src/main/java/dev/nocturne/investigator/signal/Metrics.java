package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The series of a snapshot, by entity, by metric and by group; counters as their rates. */
public final class Metrics {
    /** Values looked at to learn how big a metric's values are. */
    private static final int TYPICAL_SAMPLE = 2000;

    /** Longest gap between samples that still is an interval of measurement. */
    private static final long MAX_INTERVAL = 3_600_000;

    /** What is measured more seldom has no present. */
    private static final long LONGEST_INTERVAL = 7 * 24 * 3_600_000L;

    private static final int RECENT_GAPS = 20;

    private final Map<String, List<Series>> byEntity = new LinkedHashMap<>();
    private final List<Series> counters = new ArrayList<>();
    private final Map<String, List<Series>> byMetric = new LinkedHashMap<>();
    private final Map<String, List<Series>> byGroup = new LinkedHashMap<>();
    private final Map<String, MetricSense> senses = new HashMap<>();
    private final Map<String, List<Window>> troubled;

    public Metrics(Snapshot snapshot) {
        this.troubled = EarlierTrouble.of(snapshot);
        Map<String, List<Series>> gatheredByMetric = new HashMap<>();
        for (String entity : snapshot.entitiesWithValues()) {
            snapshot.series(entity)
                    .forEach(s ->
                            gatheredByMetric
                                    .computeIfAbsent(s.name(), m -> new ArrayList<>())
                                    .add(s));
        }
        Set<String> countersByValues = new HashSet<>();
        gatheredByMetric.forEach((name, all) -> {
            if (Counters.areCounters(all)) {
                countersByValues.add(name);
            }
        });
        for (String entity : snapshot.entitiesWithValues()) {
            List<Series> own = byEntity.computeIfAbsent(entity, e -> new ArrayList<>());
            for (Series gathered : snapshot.series(entity)) {
                boolean counts =
                        countersByValues.contains(gathered.name()) || Counters.isCounter(gathered);
                if (counts) {
                    counters.add(gathered);
                }
                Series series = counts ? Counters.rates(gathered) : gathered;
                own.add(series);
                byMetric.computeIfAbsent(series.name(), m -> new ArrayList<>()).add(series);
                byGroup.computeIfAbsent(series.group(), g -> new ArrayList<>()).add(series);
            }
        }
        byMetric.forEach((name, all) ->
                senses.put(name, MetricSense.of(all.getFirst().metric(), typical(all))));
    }

    /** Entities of which there are series. */
    public Collection<String> entities() {
        return byEntity.keySet();
    }

    /** The series of an entity; of a counter, how fast it rises. */
    public List<Series> of(String entity) {
        return byEntity.getOrDefault(entity, List.of());
    }

    /** The counters as they were gathered. */
    public List<Series> counters() {
        return counters;
    }

    /** The series of an entity's metric; of several with different labels, the first. */
    public Optional<Series> find(String entity, String group, String metric) {
        return of(entity).stream()
                .filter(s -> s.group().equals(group) && s.metric().equals(metric))
                .findFirst();
    }

    /** All series of the metric that this one is of. */
    public List<Series> peers(Series series) {
        return byMetric.getOrDefault(series.name(), List.of());
    }

    /** What the metric's name and values say. */
    public MetricSense sense(Series series) {
        MetricSense sense = senses.get(series.name());
        if (sense == null) {
            throw new IllegalArgumentException("not in the snapshot: " + series.name());
        }
        return sense;
    }

    /**
     * The gap between the last two different sample times of a group up to the moment, in
     * milliseconds; at most an hour, 0 where there are fewer than two.
     */
    public long interval(String group, long time) {
        List<Series> all = byGroup.getOrDefault(group, List.of());
        long last = latestBefore(all, time == Long.MAX_VALUE ? time : time + 1);
        if (last == Long.MIN_VALUE) {
            return 0;
        }
        long previous = latestBefore(all, last);
        return previous == Long.MIN_VALUE ? 0 : Math.min(MAX_INTERVAL, last - previous);
    }

    /**
     * The usual gap between the samples of one series up to the moment, in milliseconds; at most a
     * week, 0 where there are fewer than two. What is measured once a night has no other interval.
     */
    public static long interval(Series series, long time) {
        int at = Arrays.binarySearch(series.times(), time == Long.MAX_VALUE ? time : time + 1);
        int until = at < 0 ? -at - 1 : at;
        int from = Math.max(1, until - RECENT_GAPS);
        if (until <= from) {
            return 0;
        }
        double[] gaps = new double[until - from];
        for (int i = from; i < until; i++) {
            gaps[i - from] = series.times()[i] - series.times()[i - 1];
        }
        return Math.min(LONGEST_INTERVAL, (long) Stats.median(gaps));
    }

    /** When alerts about the entity, or what it is related to, fired before. */
    public List<Window> troubled(String entity) {
        return troubled.getOrDefault(entity, List.of());
    }

    /**
     * The usual gap between the samples of most series, in milliseconds; 0 where there are none.
     */
    public long pace() {
        double[] gaps =
                byEntity.values().stream()
                        .flatMap(List::stream)
                        .limit(TYPICAL_SAMPLE)
                        .mapToDouble(series -> interval(series, Long.MAX_VALUE))
                        .filter(gap -> gap > 0)
                        .toArray();
        return gaps.length == 0 ? 0 : (long) Stats.median(gaps);
    }

    private static long latestBefore(List<Series> all, long time) {
        long latest = Long.MIN_VALUE;
        for (Series series : all) {
            int at = Arrays.binarySearch(series.times(), time);
            int before = (at < 0 ? -at - 1 : at) - 1;
            while (before >= 0 && series.times()[before] >= time) {
                before--;
            }
            if (before >= 0) {
                latest = Math.max(latest, series.times()[before]);
            }
        }
        return latest;
    }

    private static MetricSense.Typical typical(List<Series> all) {
        long total = 0;
        for (Series series : all) {
            total += series.size();
        }
        long step = Math.max(1, total / TYPICAL_SAMPLE);
        double[] values = new double[(int) (total / step) + 1];
        int count = 0;
        long next = 0;
        long seen = 0;
        for (Series series : all) {
            for (double value : series.values()) {
                if (seen++ == next) {
                    next += step;
                    if (!Double.isNaN(value)) {
                        values[count++] = value;
                    }
                }
            }
        }
        double[] sorted = Stats.sorted(Arrays.copyOf(values, count));
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            double gap = sorted[i] - sorted[i - 1];
            if (gap > 0 && gap < least) {
                least = gap;
            }
        }
        return new MetricSense.Typical(
                count == 0 ? 0 : sorted[0],
                count == 0 ? 0 : Stats.quantile(sorted, 0.5),
                count == 0 ? 0 : sorted[count - 1],
                Double.isInfinite(least) ? 1e-9 : least);
    }
}
