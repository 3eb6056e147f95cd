package dev.nocturne.scenarios;

import java.time.Instant;
import java.util.List;

/**
 * The correct diagnosis of one alert, computed from the same model as the data.
 *
 * @param key the alert's key under {@code paths} of the manifest
 * @param time the time of the alert; a diagnosis must not use later data
 * @param since when the fault began; the alert's time if there is no fault
 * @param mustName texts that the answer has to contain
 * @param mustNotName entities that must not be given as a cause
 */
public record ExpectedDiagnosis(
        String key,
        String file,
        Instant time,
        Verdict verdict,
        List<String> rootCauses,
        Instant since,
        List<String> mustName,
        List<String> mustNotName,
        List<Affected> affected,
        Impact impact,
        List<SharedRisk> sharedRisks,
        List<String> contradictions) {

    /** Whether there was a fault. */
    public enum Verdict {
        FAULT,
        NO_FAULT
    }

    /**
     * A service or business flow that is affected: {@code down}, {@code degraded} or {@code
     * at_risk}.
     */
    public record Affected(String entity, String label, String impact) {}

    /**
     * Totals of the affected entities that are down or degraded.
     *
     * @param penaltyPerHour total of the SLAs whose trigger is met
     */
    public record Impact(
            long entities, long customers, long users, long penaltyPerHour, String currency) {}

    /** A service whose primary and backup paths depend on the same entities. */
    public record SharedRisk(String entity, String primary, String backup, List<String> shared) {}
}
