package dev.nocturne.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a load runs before it is measured: until two windows in a row have about the same rate
 * and the compilers of the server have little left to do.
 *
 * @param window over which a rate is taken
 * @param least never shorter, as windows may also be alike by chance
 * @param most never longer, as a machine may be too restless for two windows to agree
 */
public record WarmUp(Duration window, Duration least, Duration most) {
    /** How far apart two rates are that count as the same: a share of the earlier one. */
    private static final double AGREE = 0.05;

    /** Of a core: what compilers still use of it when they are done with all that matters. */
    private static final double COMPILING = 0.05;

    /** Runs the load for a while. */
    @FunctionalInterface
    interface Load {
        /** Events a second, in whatever unit, during so long. */
        double run(Duration time) throws IOException;
    }

    /** Always as long. */
    public static WarmUp fixed(Duration time) {
        return new WarmUp(time, time, time);
    }

    /** Returns when it is steady, or took too long to become so. */
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
