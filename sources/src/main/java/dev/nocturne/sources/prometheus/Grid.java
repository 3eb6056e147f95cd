package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Window;

/**
 * At which times values are asked for.
 *
 * @param from first time, epoch milliseconds
 * @param until last time, a multiple of the time between two samples
 * @param step between two times, milliseconds
 * @param rate over how long rates are taken, milliseconds
 */
record Grid(long from, long until, long step, long rate) {
    /** Points of one series: enough for a median of the past, few enough for hundreds of series. */
    private static final long POINTS = 600;

    /** So many scrapes are the past that is compared with. */
    private static final long SCRAPES = 600;

    private static final long HOUR = 3_600_000;
    private static final long LONGEST = 8 * 24 * HOUR;

    /** A rate needs some scrapes, so that one that is lost or late does not show. */
    private static final long SCRAPES_OF_RATE = 4;

    /** Rates over less are mostly noise. */
    private static final long SHORTEST_RATE = 30_000;

    /**
     * The times of a window. The last is as late as it can be: the first half minute of trouble is
     * all there is when an alert has just fired; the first, as far back as shows what is usual.
     */
    static Grid of(Window window, long now, long interval) {
        return of(window, now, interval, Math.clamp(SCRAPES * interval, HOUR, LONGEST));
    }

    /** The times of a whole window of up to eight days, which may be far from each other. */
    static Grid whole(Window window, long now, long interval) {
        return of(window, now, interval, LONGEST);
    }

    private static Grid of(Window window, long now, long interval, long most) {
        long end = Math.min(window.until(), now);
        long begin = Math.max(window.from(), end - most);
        long step = Math.max(interval, roundUp(Math.max(1, (end - begin) / POINTS), interval));
        long last = end / interval * interval;
        long first = last - Math.max(0, last - begin) / step * step;
        return new Grid(
                first,
                begin > end ? first - 1 : last,
                step,
                Math.max(SCRAPES_OF_RATE * interval, SHORTEST_RATE));
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }

    /** As PromQL writes it. */
    String rateWindow() {
        return rate / 1000 + "s";
    }

    /** Whether there is any time in it. */
    boolean isEmpty() {
        return until < from;
    }
}
