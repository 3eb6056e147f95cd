package dev.nocturne.llm.lead;

import java.time.Duration;

/**
 * Whether tools with side effects need a person's approval.
 *
 * @param asked whether an approval is requested; false only if the operator switched approvals off
 * @param patience time limit after which an unanswered approval counts as denied
 */
public record ApprovalPolicy(boolean asked, Duration patience) {
    public static final ApprovalPolicy DEFAULT = new ApprovalPolicy(true, Duration.ofMinutes(15));
}
