package dev.nocturne.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a load runs before the measurement: until two consecutive windows have about the same
 * rate and the server's compilers are nearly idle.
 *
 * @param window the window of a rate
 * @param least the minimum, as windows may have equal rates by chance
 * @param most the maximum, as on a busy machine no two windows may agree
 */
public record WarmUp(Duration window, Duration least, Duration most) {
    /** The largest difference of two rates that count as equal, as a share of the earlier one. */
    private static final double AGREE = 0.05;

    /** The share of a core that nearly idle compilers use at most. */
    private static final double COMPILING = 0.05;

    /** Runs the load. */
    @FunctionalInterface
    interface Load {
        /** Runs the load for the given time; returns its rate in any unit. */
        double run(Duration time) throws IOException;
    }

    /** A warm-up of fixed length. */
    public static WarmUp fixed(Duration time) {
        return new WarmUp(time, time, time);
    }

    /** Runs the load until its rate is steady or the maximum is reached. */
    void run(DoubleSupplier compilerSeconds, Load load) throws IOException {
        Duration ran = Duration.ZERO;
        double rateBefore = 0;
        double compiledBefore = compilerSeconds.getAsDouble();
        while (ran.compareTo(most) < 0) {
            double rate = load.run(window);
            double compiled = compilerSeconds.getAsDouble();
            ran = ran.plus(window);
            boolean steady = Math.abs(rate - rateBefore) <= AGREE * rateBefore;
            boolean quiet = compiled - compiledBefore <= COMPILING * window.toMillis() / 1e3;
            if (ran.compareTo(least) >= 0 && steady && quiet) {
                return;
            }
            rateBefore = rate;
            compiledBefore = compiled;
        }
    }
}
