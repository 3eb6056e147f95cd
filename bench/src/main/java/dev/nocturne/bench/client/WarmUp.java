package dev.nocturne.bench.client;

import java.io.IOException;
import java.time.Duration;

/**
 * How long a load runs before it is measured: until two windows in a row have about the same rate,
 * so that the compiler of the server has done its work.
 *
 * @param window over which a rate is taken
 * @param least never shorter, as two windows may also agree by chance
 * @param most never longer, as a machine may be too restless for two windows to agree
 */
public record WarmUp(Duration window, Duration least, Duration most) {
    /** How far apart two rates are that count as the same: a share of the earlier one. */
    private static final double AGREE = 0.05;

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
    void run(Load load) throws IOException {
        Duration ran = Duration.ZERO;
        double before = 0;
        while (ran.compareTo(most) < 0) {
            double rate = load.run(window);
            ran = ran.plus(window);
            if (ran.compareTo(least) >= 0 && Math.abs(rate - before) <= AGREE * before) {
                return;
            }
            before = rate;
        }
    }
}
