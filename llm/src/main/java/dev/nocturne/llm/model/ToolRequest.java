package dev.nocturne.llm.model;

/**
 * A tool call that a model asks for.
 *
 * @param id the provider's, unique in one answer; generated where the provider gives none
 * @param arguments as the model wrote them: JSON, or what it took for JSON
 */
public record ToolRequest(String id, String name, String arguments) {}
