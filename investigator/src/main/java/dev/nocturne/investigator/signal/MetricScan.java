package dev.nocturne.investigator.signal;

import dev.nocturne.scenario.telemetry.Series;
import dev.nocturne.scenario.telemetry.TelemetryTable;
import dev.nocturne.scenario.telemetry.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares each metric of a table with its own past.
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

    /** Share of the past that a window has to lie outside of. */
    private static final double TAIL = 0.98;

    /** Values looked at to learn how big a column's values are. */
    private static final int TYPICAL_SAMPLE = 2000;

    /** Trouble is taken to begin where the score stays above this. */
    private static final double SINCE = 3;

    /** Traffic that fell below this share of the usual has ceased. */
    private static final double CEASED = 0.05;

    /** What is usually nearly nothing cannot cease. */
    private static final double USUAL_FLOORS = 10;

    private final TelemetryTable table;
    private final Window window;
    private final boolean withTrends;
    private final Map<String, MetricSense> senses = new HashMap<>();

    /**
     * @param window what is judged; everything before it is the past, everything after it unseen
     * @param withTrends whether to look for steady drifts too
     */
    public MetricScan(TelemetryTable table, Window window, boolean withTrends) {
        this.table = table;
        this.window = window;
        this.withTrends = withTrends;
        for (String column : table.numericColumns()) {
            senses.put(column, MetricSense.of(column, typical(column)));
        }
    }

    public MetricSense sense(String column) {
        MetricSense sense = senses.get(column);
        if (sense == null) {
            throw new IllegalArgumentException(table.name() + " has no metric " + column);
        }
        return sense;
    }

    private MetricSense.Typical typical(String column) {
        int step = Math.max(1, table.size() / TYPICAL_SAMPLE);
        double[] values = new double[table.size() / step + 1];
        int count = 0;
        for (int row = 0; row < table.size(); row += step) {
            double value = table.number(row, column);
            if (!Double.isNaN(value)) {
                values[count++] = value;
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

    /** Every metric of the entity that has a past and a present. */
    public List<Deviation> of(String entity) {
        List<Deviation> deviations = new ArrayList<>();
        for (String column : table.numericColumns()) {
            of(entity, column).ifPresent(deviations::add);
        }
        return deviations;
    }

    /** Nothing when there are too few samples to judge. */
    public Optional<Deviation> of(String entity, String column) {
        MetricSense sense = sense(column);
        Series series = table.series(entity, column, new Window(Long.MIN_VALUE, window.until()));
        Sample all = Sample.of(series, sense.log());
        int border = all.firstAtOrAfter(window.from());
        if (border < MIN_PAST || border == all.size()) {
            return Optional.empty();
        }
        double[] past = Arrays.copyOfRange(all.values(), 0, border);
        double[] present = Arrays.copyOfRange(all.values(), border, all.size());
        double usual = Stats.median(past);
        double scale = Math.max(Stats.spread(past, usual), sense.floor());
        double now = Stats.median(present);
        double last = present[present.length - 1];
        double score = badness(sense, now - usual, now, usual) / scale;
        return Optional.of(
                new Deviation(
                        table.name(),
                        column,
                        entity,
                        sense,
                        usual,
                        scale,
                        now,
                        sense.log() ? Math.pow(10, last) : last,
                        score,
                        badness(sense, last - usual, last, usual) / scale,
                        beyond(sense, past, usual, now),
                        since(all, sense, usual, scale),
                        withTrends ? Trend.of(all, sense.direction(), sense.floor()) : 0,
                        present.length,
                        all.times()[all.size() - 1],
                        window));
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

    private long since(Sample all, MetricSense sense, double usual, double scale) {
        long since = window.from();
        int good = 0;
        boolean off = false;
        for (int i = all.size() - 1; i >= 0; i--) {
            double value = all.values()[i];
            if (badness(sense, value - usual, value, usual) / scale > SINCE) {
                since = all.times()[i];
                good = 0;
                off = true;
            } else if (++good > (off ? 1 : 2)) {
                break;
            }
        }
        return since;
    }
}
