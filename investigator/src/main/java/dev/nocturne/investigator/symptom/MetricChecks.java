package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricScan;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares each series with its past, with what is called normal, with its limit. */
final class MetricChecks {
    /** A score at which a deviation is as certain as it gets. */
    private static final double CERTAIN = 30;

    private static final double RANGE = 0.8;
    private static final double ODD = 0.5;

    /** Of a metric of which it is not known which way is bad. */
    private static final double EITHER_WAY = 0.75;

    /** Others of a kind that are enough to compare with. */
    private static final int MIN_PEERS = 3;

    /** So many times the value of the others is unlike them. */
    private static final double UNLIKE = 4;

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
            symptoms.addAll(Limits.of(series, own, windowOf.apply(series)));
        }
    }

    private void check(Series series) {
        Window window = windowOf.apply(series);
        double[] now = Readings.within(series, window);
        Optional<Symptom> silence = Silence.of(series, window, metrics);
        silence.ifPresent(symptoms::add);
        if (now.length == 0 || silence.isPresent()) {
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
        Optional<Symptom> unusual =
                Standstill.of(series, window, d)
                        .or(() -> Seasons.odd(series, window, d))
                        .or(() -> Seasons.starved(series, window, d));
        if (unusual.isPresent()) {
            symptoms.add(unusual.get());
            return;
        }
        boolean off = (d.failing() || d.drifting()) && !isSeasonal(series, window, d);
        // What its owner calls normal is not off because it moved within that.
        if (off && range.isEmpty()) {
            symptoms.add(symptom(d, Symptom.GOING_ON));
            return;
        }
        Optional<Symptom> burst = range.isEmpty() ? burst(series, window, d) : Optional.empty();
        burst.ifPresent(symptoms::add);
        if (burst.isEmpty()) {
            normal.computeIfAbsent(series.entity(), e -> new ArrayList<>()).add(d);
        }
    }

    private static Symptom symptom(Deviation d, long until) {
        return new Symptom(
                d.entity(),
                Symptom.Kind.METRIC,
                d.since(),
                until,
                (0.55 + 0.35 * Math.min(1, Math.max(d.strength(), d.trend()) / CERTAIN))
                        * (d.sense().direction() == 0 ? EITHER_WAY : 1),
                Say.deviation(d),
                Optional.of(d));
    }

    private Optional<Symptom> burst(Series series, Window window, Deviation d) {
        return Bursts.of(series, window, d)
                .flatMap(part ->
                        new MetricScan(metrics, part, false)
                                .of(series)
                                .filter(Deviation::failing)
                                .filter(off -> !isSeasonal(series, part, off))
                                .map(off -> symptom(off, part.until())));
    }

    private boolean isSeasonal(Series series, Window window, Deviation d) {
        Optional<String> before = Seasons.before(series, window, d);
        before.ifPresent(words ->
                seasonal.computeIfAbsent(series.entity(), e -> new ArrayList<>()).add(words));
        return before.isPresent();
    }

    /** What is unusual, and was so at the same time of an earlier week or month, by entity. */
    Map<String, List<String>> seasonal() {
        return seasonal;
    }

    /** Without a past of its own the entity is compared with others at the same time. */
    private void peers(Series series, double value) {
        List<Double> others = new ArrayList<>();
        for (Series peer : metrics.peers(series)) {
            double[] now = Readings.within(peer, windowOf.apply(peer));
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
}
