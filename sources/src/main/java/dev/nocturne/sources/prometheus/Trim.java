package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import java.util.Arrays;
import java.util.Optional;

/** Cuts series to a window. */
final class Trim {
    private Trim() {}

    /** Nothing where no value is in the window. */
    static Optional<Series> to(Window window, Series series) {
        int from = 0;
        int until = series.size();
        while (from < until && series.times()[from] < window.from()) {
            from++;
        }
        while (until > from && series.times()[until - 1] > window.until()) {
            until--;
        }
        return from == until
                ? Optional.empty()
                : Optional.of(
                        new Series(
                                        series.group(),
                                        series.metric(),
                                        series.entity(),
                                        series.labels(),
                                        Arrays.copyOfRange(series.times(), from, until),
                                        Arrays.copyOfRange(series.values(), from, until))
                                .askedBy(series.query()));
    }
}
