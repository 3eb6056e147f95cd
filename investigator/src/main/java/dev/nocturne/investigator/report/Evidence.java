package dev.nocturne.investigator.report;

/**
 * What one tool call brought.
 *
 * @param id E1, E2, ... in the order of the calls of the session
 * @param window the span of time it speaks of, ISO-8601 interval; empty for knowledge
 * @param finding one sentence
 */
public record Evidence(String id, String agent, String query, String window, String finding) {}
