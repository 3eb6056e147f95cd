package dev.nocturne.sources.pack.knowledge;

import dev.nocturne.environment.document.Document;

/**
 * A passage of a document, the unit of search.
 *
 * @param id {@code <document id>#<number from 1>}
 * @param heading the heading it stands under; empty before the first
 */
record Chunk(String id, Document document, String heading, String text) {}
