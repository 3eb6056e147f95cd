package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares a metric of an entity with its own past.
 *
 * <p>Score: signed deviation of the window's median from the median of the past, over {@code
 * max(1.4826 MAD, floor)}. The median absolute deviation stands for the noise because a past with
 * outliers must not hide a fault (Hampel 1974; Leys et al. 2013, doi:10.1016/j.jesp.2013.03.013);
 * the floor is absolute and goes by the unit, because a relative one hides drops of availabilities
 * that are constant in good times.
 */
public final class MetricScan {
    /** With fewer samples the past tells nothing. */
    private static final int MIN_PAST = 8;

    /** A drift that is steady is seen in so much smaller differences. */
    private static final double STEADIER = 3;

    /** What is left of the past without earlier trouble has to be so much of it. */
    private static final double LEAST_LEFT = 0.25;

    /** Share of the past that a window has to lie outside of. */
    private static final double TAIL = 0.98;

    /** Trouble is taken to begin where the score stays above this. */
    private static final double SINCE = 3;

    /** Traffic that fell below this share of the usual has ceased. */
    private static final double CEASED = 0.05;

    /** What is usually nearly nothing cannot cease. */
    private static final double USUAL_FLOORS = 10;

    private final Metrics metrics;
    private final Window window;
    private final boolean withTrends;

    /**
     * @param window what is judged; everything before it is the past, everything after it unseen
     * @param withTrends whether to look for steady drifts too
     */
    public MetricScan(Metrics metrics, Window window, boolean withTrends) {
        this.metrics = metrics;
        this.window = window;
        this.withTrends = withTrends;
    }

    /** Nothing when there are too few samples to judge. */
    public Optional<Deviation> of(Series series) {
        MetricSense sense = metrics.sense(series);
        Sample all = Sample.of(series, window.until(), sense.log());
        int border = all.firstAtOrAfter(window.from());
        if (border < MIN_PAST || border == all.size()) {
            return Optional.empty();
        }
        double[] past = undisturbed(series.entity(), all, border);
        double[] present = Arrays.copyOfRange(all.values(), border, all.size());
        double usual = Stats.median(past);
        double least = Math.max(sense.floor(), sense.relative() * Math.abs(usual));
        double scale = Math.max(Stats.spread(past, usual), least);
        double now = Stats.median(present);
        double last = present[present.length - 1];
        double score = badness(sense, now - usual, now, usual) / scale;
        Trend trend =
                withTrends && sense.family() != MetricSense.Family.TRAFFIC
                        ? Trend.of(
                                all, sense.direction(), Math.max(sense.floor(), least / STEADIER))
                        : Trend.NONE;
        long since = since(all, sense, usual, scale);
        return Optional.of(
                new Deviation(
                        series.group(),
                        series.metric(),
                        series.entity(),
                        sense,
                        usual,
                        scale,
                        now,
                        measured(sense, Stats.middle(present, usual)),
                        measured(sense, last),
                        score,
                        badness(sense, last - usual, last, usual) / scale,
                        beyond(sense, past, usual, now),
                        trend.strength() > Deviation.ANOMALOUS
                                ? Math.min(since, trend.since())
                                : since,
                        trend.strength(),
                        present.length,
                        all.times()[all.size() - 1],
                        window));
    }

    /**
     * The past without the times of earlier trouble, if enough is left: what was bad then is not
     * usual.
     */
    private double[] undisturbed(String entity, Sample all, int border) {
        List<Window> troubled = metrics.troubled(entity);
        double[] past = Arrays.copyOfRange(all.values(), 0, border);
        if (troubled.isEmpty()) {
            return past;
        }
        int kept = 0;
        double[] quiet = new double[border];
        for (int i = 0; i < border; i++) {
            long time = all.times()[i];
            if (troubled.stream().noneMatch(w -> w.contains(time))) {
                quiet[kept++] = past[i];
            }
        }
        return kept < Math.max(MIN_PAST, border * LEAST_LEFT) ? past : Arrays.copyOf(quiet, kept);
    }

    /** How far one measured value is off, in the scales of a deviation of its series. */
    public static double score(Deviation of, double value) {
        double shown = of.sense().log() ? Math.log10(Math.max(value, Double.MIN_NORMAL)) : value;
        return badness(of.sense(), shown - of.usual(), shown, of.usual()) / of.scale();
    }

    private static double measured(MetricSense sense, double value) {
        return sense.log() ? Math.pow(10, value) : value;
    }

    /**
     * Signed so that bad is positive. Less traffic or load is no fault by itself, none at all where
     * there always is some is one.
     */
    private static double badness(MetricSense sense, double off, double value, double usual) {
        boolean ceased = usual > USUAL_FLOORS * sense.floor() && value <= CEASED * usual;
        return switch (sense.family()) {
            case TRAFFIC -> ceased ? -off : 0;
            case LOAD -> ceased ? -off : off * sense.direction();
            case LATENCY, ERRORS, AVAILABILITY, SIGNAL, OTHER ->
                    sense.direction() == 0 ? Math.abs(off) : off * sense.direction();
        };
    }

    private static boolean beyond(MetricSense sense, double[] past, double usual, double now) {
        double[] off = new double[past.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = badness(sense, past[i] - usual, past[i], usual);
        }
        return badness(sense, now - usual, now, usual) > Stats.quantile(Stats.sorted(off), TAIL);
    }

    /** Back from the end: what is well again in the window is passed over, until it was off. */
    private long since(Sample all, MetricSense sense, double usual, double scale) {
        long since = all.times()[all.firstAtOrAfter(window.from())];
        int good = 0;
        boolean off = false;
        for (int i = all.size() - 1; i >= 0; i--) {
            double value = all.values()[i];
            if (badness(sense, value - usual, value, usual) / scale > SINCE) {
                since = all.times()[i];
                good = 0;
                off = true;
            } else if (++good > (off ? 1 : 2) && (off || all.times()[i] < window.from())) {
                break;
            }
        }
        return since;
    }
}
