package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.signal.Stats;
import java.util.Arrays;

/**
 * How probable it is that things of one kind report what happens to them, not known beforehand:
 * alarms get lost, and mostly those of one kind together. The likelihood is averaged over a few
 * values.
 */
final class Detection {
    /** Around the 0.8, with room for kinds that mostly stay silent. */
    static final Detection ALARMS =
            new Detection(new double[] {.95, .8, .5, .2}, new double[] {.25, .35, .2, .2});

    static final Detection METRICS =
            new Detection(new double[] {.97, .8, .4}, new double[] {.8, .1, .1});

    private final double[] logChances;
    private final double[] logMisses;
    private final double[] logWeights;

    private Detection(double[] chances, double[] weights) {
        this.logChances = Arrays.stream(chances).map(Math::log).toArray();
        this.logMisses = Arrays.stream(chances).map(c -> Math.log(1 - c)).toArray();
        this.logWeights = Arrays.stream(weights).map(Math::log).toArray();
    }

    /** Log of the average of {@code p^hits (1-p)^misses}. */
    double logLikelihood(double hits, double misses) {
        double[] logs = new double[logChances.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = logWeights[i] + hits * logChances[i] + misses * logMisses[i];
        }
        return Stats.logSum(logs);
    }
}
