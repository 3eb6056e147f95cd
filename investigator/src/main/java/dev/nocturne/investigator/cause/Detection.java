package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.signal.Stats;

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

    private final double[] chances;
    private final double[] weights;

    private Detection(double[] chances, double[] weights) {
        this.chances = chances;
        this.weights = weights;
    }

    /** Log of the average of {@code p^hits (1-p)^misses}. */
    double logLikelihood(double hits, double misses) {
        double[] logs = new double[chances.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] =
                    Math.log(weights[i])
                            + hits * Math.log(chances[i])
                            + misses * Math.log(1 - chances[i]);
        }
        return Stats.logSum(logs);
    }
}
