package dev.nocturne.investigator.cause;

import dev.nocturne.environment.Window;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
 * @param symptoms everything that is wrong, of any kind
 * @param reason why there is no fault, or why that cannot be told, where the data say so in words
 * @param faults how many of the first hypotheses are causes of independent faults
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
        List<String> uncovered,
        Symptoms symptoms,
        String reason,
        int faults) {
    public Finding {
        hypotheses = List.copyOf(hypotheses);
        uncovered = List.copyOf(uncovered);
    }

    /** How many alarmed entities a candidate reaches whose alarms its failure does not explain. */
    public int elsewhere(Hypothesis candidate) {
        Set<String> rest = new HashSet<>(storm.counted().keySet());
        candidate.heard().forEach(alarm -> rest.remove(alarm.entity()));
        rest.removeIf(id ->
                graph.number(id).stream()
                        .noneMatch(n -> candidate.reach().touched().containsKey(n)));
        return rest.size();
    }

    /** Whether metrics, states or events show something wrong at the end of the window. */
    public boolean isAbnormal(String entity) {
        return health.fails(entity)
                || symptoms.of(entity).stream()
                        .filter(symptom -> symptom.kind() != Symptom.Kind.ALARM)
                        .anyMatch(symptom -> symptom.isGoingOn(alert.latest()));
    }

    /** The same, decided by symptoms of any kind. */
    Finding bySymptoms(
            Verdict decided, List<Hypothesis> candidates, SymptomFinder.Decision decision) {
        return new Finding(
                alert,
                graph,
                window,
                Method.SYMPTOMS,
                decided,
                Double.NaN,
                candidates,
                new Compared(candidates.size(), candidates.size()),
                storm,
                health,
                metrics,
                Agreement.ONE_ONLY,
                speaking,
                uncovered,
                symptoms,
                decision.reason(),
                Math.max(1, decision.faults()));
    }

    /** How many of the possible causes were compared; fewer than there are in a very big storm. */
    public record Compared(int judged, int candidates) {}

    /** Which evidence led. */
    public enum Method {
        ALARMS,
        METRICS,
        SYMPTOMS
    }

    /** Whether alarms and metrics point the same way. */
    public enum Agreement {
        AGREE,
        DISAGREE,
        /** Only one of them has anything to say. */
        ONE_ONLY
    }
}
