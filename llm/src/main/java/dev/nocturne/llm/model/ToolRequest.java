package dev.nocturne.llm.model;

/**
 * A tool call that a model asks for.
 *
 * @param id id from the provider, unique in one answer; generated if the provider gives none
 * @param arguments as the model wrote them; not necessarily valid JSON
 */
public record ToolRequest(String id, String name, String arguments) {}
