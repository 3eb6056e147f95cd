package dev.nocturne.investigator.cause;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Deviation;
import java.util.List;

/**
 * One entity as the possible cause.
 *
 * @param entity its number in the dependency graph
 * @param score log-likelihood ratio against "nothing but noise" for alarms and telemetry together,
 *     or the rank value of the metric method; only comparable within one list
 * @param confidence probability among the hypotheses and "no common cause"
 * @param since when it began, epoch milliseconds
 * @param tie hypotheses with the same number cannot be told apart; 0 when it stands alone
 * @param heard expected alarms that came in one burst, the first of each entity
 * @param missing expected alarms that did not come at all
 * @param failing metrics that show the failure
 * @param healthy entities whose metrics ought to show it and do not
 */
public record Hypothesis(
        int entity,
        double score,
        double confidence,
        long since,
        int tie,
        Reach reach,
        List<Alarm> heard,
        int missing,
        List<Deviation> failing,
        int healthy) {
    public Hypothesis {
        heard = List.copyOf(heard);
        failing = List.copyOf(failing);
    }

    Hypothesis withTie(int number) {
        return new Hypothesis(
                entity, score, confidence, since, number, reach, heard, missing, failing, healthy);
    }

    Hypothesis withConfidence(double probability) {
        return new Hypothesis(
                entity, score, probability, since, tie, reach, heard, missing, failing, healthy);
    }
}
