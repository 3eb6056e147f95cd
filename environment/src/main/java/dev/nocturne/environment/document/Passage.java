package dev.nocturne.environment.document;

/**
 * A passage of a document that matches a search.
 *
 * @param document the document it is from
 * @param title the document's title, and the passage's heading where it has one
 * @param text the whole passage
 * @param score higher is better; comparable only within one search
 * @param id identifies the passage
 */
public record Passage(Document document, String title, String text, double score, String id) {}
