package dev.nocturne.llm.lead;

import java.time.Duration;

/**
 * Whether tools with side effects need a person's approval.
 *
 * @param asked false only where the operator switched approvals off
 * @param patience after which an approval without an answer counts as denied
 */
public record ApprovalPolicy(boolean asked, Duration patience) {
    public static final ApprovalPolicy DEFAULT = new ApprovalPolicy(true, Duration.ofMinutes(15));
}
