package dev.nocturne.llm.grounding;

/**
 * The result of a tool call of the lead, as evidence.
 *
 * @param id {@code E1}, {@code E2} and so on, unique in the session
 * @param call id of the tool call in the log
 * @param finding the first line of the result, or why the call failed
 */
public record EvidenceItem(String id, String call, String agent, String query, String finding) {}
