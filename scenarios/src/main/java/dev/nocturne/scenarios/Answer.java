package dev.nocturne.scenarios;

import java.time.Instant;
import java.util.List;

/**
 * What a right diagnosis of one alert says, computed from the same model as the data.
 *
 * @param key the alert's key under {@code paths} of the manifest
 * @param time nothing after this time may be used
 * @param since when the fault began; the alert's time when there is none
 * @param mustName what the answer has to mention
 * @param mustNotName what must not be given as a cause
 */
public record Answer(
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

    /** Says whether there was a fault. */
    public enum Verdict {
        FAULT,
        NO_FAULT
    }

    /**
     * One service or business flow that suffers: {@code down}, {@code degraded} or {@code at_risk}.
     */
    public record Affected(String entity, String label, String impact) {}

    /**
     * Sums over the affected that are down or degraded.
     *
     * @param penaltyPerHour sum over the SLA policies whose trigger is met
     */
    public record Impact(
            long entities, long customers, long users, long penaltyPerHour, String currency) {}

    /** A service whose backup depends on the same thing as its primary. */
    public record SharedRisk(String entity, String primary, String backup, List<String> shared) {}
}
