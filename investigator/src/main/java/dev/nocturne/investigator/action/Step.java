package dev.nocturne.investigator.action;

/**
 * Something to do.
 *
 * @param runbook where it is from; empty when it follows from the finding alone
 */
public record Step(String text, String runbook, boolean needsApproval) {}
