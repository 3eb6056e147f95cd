package dev.nocturne.llm.grounding;

/**
 * A call the orchestrator made, as evidence.
 *
 * @param id {@code E1}, {@code E2}, ... through the session
 * @param call id of the tool call in the log
 * @param finding its first line, or why it failed
 */
public record EvidenceItem(String id, String call, String agent, String query, String finding) {}
