package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.util.List;
import java.util.Optional;

/**
 * Changes of what is set and not measured: the position of a valve, a set point, a limit. Such a
 * value stands still until it is moved.
 */
final class Settings {
    private static final List<String> NAMES =
            WordLists.read("metrics.txt").getOrDefault("setting", List.of());

    /** It stood still for so long before, in milliseconds. */
    private static final long STILL = 12 * 3_600_000L;

    /** Steps from one position to another within this time are one change. */
    private static final long MOVING = 3_600_000L;

    private Settings() {}

    /** The last change up to that time, if the value has not come back since. */
    static Optional<Circumstance> change(Series series, long until) {
        if (Words.of(series.metric()).stream().noneMatch(NAMES::contains)) {
            return Optional.empty();
        }
        double last = Double.NaN;
        double before = Double.NaN;
        long moved = Long.MIN_VALUE;
        long still = Long.MAX_VALUE;
        for (int i = 0; i < series.size() && series.times()[i] <= until; i++) {
            double value = series.values()[i];
            long time = series.times()[i];
            if (Double.isNaN(value) || value == last) {
                continue;
            }
            if (!Double.isNaN(last) && time - still >= STILL) {
                before = last;
                moved = time;
            } else if (moved == Long.MIN_VALUE || time - moved > MOVING) {
                // It never stood still: this is measured, or moves by itself.
                before = Double.NaN;
            }
            last = value;
            still = time;
        }
        if (Double.isNaN(before) || last == before) {
            return Optional.empty();
        }
        return Optional.of(
                new Circumstance(
                        series.entity(),
                        Circumstance.Kind.CHANGE,
                        moved,
                        moved,
                        series.metric()
                                + " went from "
                                + Say.number(before)
                                + " to "
                                + Say.number(last),
                        false));
    }
}
