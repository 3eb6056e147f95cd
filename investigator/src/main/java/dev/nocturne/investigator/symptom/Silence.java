package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.wording.Say;
import java.util.List;
import java.util.Optional;

/** Measurements of others went on while these stopped: of the group, if there are others. */
final class Silence {
    /** One missing sample is an accident; two in a row, while others have theirs, are none. */
    private static final int GAP_INTERVALS = 2;

    private static final double SILENCE = 0.45;

    private Silence() {}

    static Optional<Symptom> of(Series series, Window window, Metrics metrics) {
        long last = Readings.last(series, window.until());
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
                        .anyMatch(s -> Readings.last(s, window.until()) > last + interval);
        boolean othersGoOn =
                !goesOn
                        && all.stream()
                                .anyMatch(p -> Readings.last(p, window.until()) > last + interval);
        if (last > Long.MIN_VALUE
                && interval > 0
                && othersGoOn
                && window.until() - last > GAP_INTERVALS * interval) {
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
        return Optional.empty();
    }

    private static List<Series> others(Series series, List<Series> all) {
        return all.stream().filter(p -> !p.entity().equals(series.entity())).toList();
    }
}
