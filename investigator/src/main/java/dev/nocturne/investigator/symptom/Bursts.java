package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.MetricScan;
import java.util.Optional;

/** Finds what was off for a part of the window only, which the median of the window hides. */
final class Bursts {
    /** Of fewer values the median hides nothing. */
    private static final int MIN_VALUES = 3;

    /** So many values in a row are no outlier. */
    private static final int RUN = 2;

    /** A single value has to be off further. */
    private static final double CERTAIN = 30;

    /** It must be worse than all of the past by this factor. */
    private static final double UNSEEN = 1.5;

    private Bursts() {}

    /** The longest time in the window in which the series was off as never before. */
    static Optional<Window> of(Series series, Window window, Deviation d) {
        if (d.samples() < MIN_VALUES) {
            return Optional.empty();
        }
        if (worst(series, window, d) <= Deviation.ANOMALOUS) {
            return Optional.empty();
        }
        Window past = new Window(Long.MIN_VALUE, window.from() - 1);
        double limit = Math.max(Deviation.ANOMALOUS, UNSEEN * worst(series, past, d));
        Window longest = window;
        int most = 0;
        int run = 0;
        long begin = 0;
        double peak = 0;
        for (int i = 0; i < series.size(); i++) {
            long time = series.times()[i];
            double value = series.values()[i];
            if (!window.contains(time) || Double.isNaN(value)) {
                continue;
            }
            double score = MetricScan.score(d, value);
            if (score <= limit) {
                run = 0;
                peak = 0;
                continue;
            }
            begin = run == 0 ? time : begin;
            run++;
            peak = Math.max(peak, score);
            if (run > most && (run >= RUN || peak > CERTAIN)) {
                most = run;
                longest = new Window(begin, time);
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(longest);
    }

    private static double worst(Series series, Window window, Deviation d) {
        double worst = 0;
        for (double value : Readings.within(series, window)) {
            worst = Math.max(worst, MetricScan.score(d, value));
        }
        return worst;
    }
}
