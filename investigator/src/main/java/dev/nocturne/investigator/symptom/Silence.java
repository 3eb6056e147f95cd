package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.MetricSense;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.wording.Say;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Measurements of others went on while these stopped: of the group, if there are others. */
final class Silence {
    /** One missing sample is an accident; two in a row, while others have theirs, are none. */
    private static final int GAP_INTERVALS = 2;

    private static final double SILENCE = 0.45;

    private Silence() {}

    static Optional<Symptom> of(Series series, Window window, Metrics metrics) {
        long last = Readings.last(series, window.until());
        long interval = Metrics.interval(series, window.until());
        boolean stopped =
                last > Long.MIN_VALUE
                        && interval > 0
                        && window.until() - last > GAP_INTERVALS * interval;
        // That no errors are counted any more is no trouble.
        boolean counts = metrics.sense(series).family() != MetricSense.Family.ERRORS;
        if (!stopped
                || !counts
                || !onlyThisStopped(series, last + interval, window.until(), metrics)) {
            return Optional.empty();
        }
        return Optional.of(
                new Symptom(
                        series.entity(),
                        Symptom.Kind.SILENT,
                        last + interval,
                        Symptom.GOING_ON,
                        SILENCE,
                        "no values of " + series.metric() + " after " + Say.dateTime(last),
                        Optional.empty()));
    }

    /** Whether others have values after the time, and the entity's metric has none. */
    private static boolean onlyThisStopped(Series series, long due, long until, Metrics metrics) {
        // Measured through another instance since: the metric itself goes on.
        boolean continues =
                metrics.of(series.entity()).stream()
                        .filter(s -> s.metric().equals(series.metric()))
                        .anyMatch(s -> Readings.last(s, until) > due);
        if (continues) {
            return false;
        }
        boolean hasPeers = metrics.peers(series).stream().anyMatch(isOther(series));
        Stream<Series> all =
                hasPeers
                        ? metrics.peers(series).stream()
                        : metrics.entities().stream().flatMap(e -> metrics.of(e).stream());
        return all.filter(isOther(series)).anyMatch(p -> Readings.last(p, until) > due);
    }

    private static Predicate<Series> isOther(Series series) {
        return other -> !other.entity().equals(series.entity());
    }
}
