package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.scenario.telemetry.Window;
import java.util.List;

/**
 * All that was concluded about an alert, before it is put into words.
 *
 * @param window from the first alarm or sample looked at to the last
 * @param method which evidence led
 * @param odds log of the odds that there is a fault, where alarms led; NaN otherwise
 * @param hypotheses the best first; also when there is no fault, to show what was rejected
 * @param compared how many possible causes were compared
 * @param speaking whether alarm tables were there to be asked
 * @param uncovered entities that matter here and have no metrics in the window
 */
public record Finding(
        Alert alert,
        DependencyGraph graph,
        Window window,
        Method method,
        Verdict verdict,
        double odds,
        List<Hypothesis> hypotheses,
        Compared compared,
        Storm storm,
        Health health,
        MetricView metrics,
        Agreement agreement,
        boolean speaking,
        List<String> uncovered) {
    public Finding {
        hypotheses = List.copyOf(hypotheses);
        uncovered = List.copyOf(uncovered);
    }

    /** How many of the possible causes were compared; fewer than there are in a very big storm. */
    public record Compared(int judged, int candidates) {}

    /** Which evidence led. */
    public enum Method {
        ALARMS,
        METRICS
    }

    /** Whether alarms and metrics point the same way. */
    public enum Agreement {
        AGREE,
        DISAGREE,
        /** Only one of them has anything to say. */
        ONE_ONLY
    }
}
