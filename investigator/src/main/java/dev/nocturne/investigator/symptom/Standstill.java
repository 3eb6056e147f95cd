package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.wording.Say;
import java.util.Optional;

/**
 * What always is more than nothing, but for some pauses, has been nothing for longer than in any of
 * them.
 */
final class Standstill {
    private static final double STALLED = 0.7;

    /** So small a share of the usual is nothing. */
    private static final double NOTHING = 0.02;

    /** Fewer values of nothing are a pause. */
    private static final int MIN_RUN = 3;

    private Standstill() {}

    static Optional<Symptom> of(Series series, Window window, Deviation d) {
        boolean counts =
                switch (d.sense().family()) {
                    case TRAFFIC, LOAD, OTHER -> true;
                    case LATENCY, ERRORS, AVAILABILITY, SIGNAL -> false;
                };
        double nothing = NOTHING * d.usualValue();
        if (!counts || d.usualValue() <= 0) {
            return Optional.empty();
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
            return Optional.empty();
        }
        return Optional.of(
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
    }
}
