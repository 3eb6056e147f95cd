package dev.nocturne.llm.model;

/**
 * A model's wish to use a tool.
 *
 * @param id the provider's, unique in one answer; made up where the provider gives none
 * @param arguments as the model wrote them: JSON, or what it took for JSON
 */
public record ToolRequest(String id, String name, String arguments) {}
