package dev.nocturne.investigator.cause;

import dev.nocturne.environment.CallMetrics;

/**
 * Calls of one kind: how many, how long they take, how many fail; now and usually.
 *
 * @param rate in a second
 * @param average in seconds
 * @param errors share that fails
 */
record Calls(Value rate, Value average, Value errors) {
    /** Of a share of errors, less is noise. */
    private static final double LEAST_ERRORS = 0.005;

    /** Slower by less is noise. */
    private static final double SLOWER = 1.4;

    /** So many times the usual calls are more than chance. */
    private static final double BUSY = 1.5;

    /** A value that is not known. */
    private static final Value UNKNOWN = new Value(Double.NaN, Double.NaN);

    /** Nothing is known. */
    static final Calls NONE = new Calls(UNKNOWN, UNKNOWN, UNKNOWN);

    /** A value and what it usually is. */
    record Value(double now, double usual) {
        boolean isKnown() {
            return !Double.isNaN(now) && !Double.isNaN(usual);
        }
    }

    /** What is known of calls. */
    enum Part {
        RATE(CallMetrics.RATE),
        AVERAGE(CallMetrics.AVERAGE),
        ERRORS(CallMetrics.ERRORS);

        private final String ending;

        Part(String ending) {
            this.ending = ending;
        }

        /** Of the metric's name. */
        String ending() {
            return ending;
        }
    }

    Calls with(Part part, Value value) {
        return switch (part) {
            case RATE -> new Calls(value, average, errors);
            case AVERAGE -> new Calls(rate, value, errors);
            case ERRORS -> new Calls(rate, average, value);
        };
    }

    boolean knowsTime() {
        return average.isKnown();
    }

    boolean knowsErrors() {
        return errors.isKnown();
    }

    /** Whether much more is asked than usual. */
    boolean isBusy() {
        return rate.isKnown() && rate.now() > BUSY * rate.usual();
    }

    /** Calls that fail in a second, beyond what is usual. */
    double lost() {
        double more = errors.now() - errors.usual();
        return rate.isKnown() && errors.isKnown() && more >= LEAST_ERRORS ? rate.now() * more : 0;
    }

    /** Seconds of waiting in a second, beyond what is usual. */
    double waited() {
        boolean isSlower =
                rate.isKnown()
                        && average.isKnown()
                        && average.now() > SLOWER * Math.max(average.usual(), 0);
        return isSlower ? rate.now() * (average.now() - average.usual()) : 0;
    }

    /** The one of two in which more is lost, or more is waited for. */
    static Calls worse(Calls a, Calls b) {
        if (a.knowsErrors() != b.knowsErrors()) {
            Calls known = a.knowsErrors() ? a : b;
            Calls other = a.knowsErrors() ? b : a;
            return known.average().isKnown()
                    ? known
                    : new Calls(
                            other.rate().isKnown() ? other.rate() : known.rate(),
                            other.average(),
                            known.errors());
        }
        return b.lost() > a.lost() || (b.lost() == a.lost() && b.waited() > a.waited()) ? b : a;
    }
}
