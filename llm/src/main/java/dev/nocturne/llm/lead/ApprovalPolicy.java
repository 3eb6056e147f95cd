package dev.nocturne.llm.lead;

import java.time.Duration;

/**
 * Whether a person is asked before a model's wish changes the world.
 *
 * @param asked false only where the operator switched approvals off
 * @param patience after which an approval that nobody gave counts as denied
 */
public record ApprovalPolicy(boolean asked, Duration patience) {
    public static final ApprovalPolicy DEFAULT = new ApprovalPolicy(true, Duration.ofMinutes(15));
}
