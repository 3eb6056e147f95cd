package dev.nocturne.llm.model;

import tools.jackson.databind.node.ObjectNode;

/**
 * The description of a tool for a model.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64
 * @param description what it does and when to use it
 * @param parameters a JSON schema of type object
 */
public record ToolSpec(String name, String description, ObjectNode parameters) {}
