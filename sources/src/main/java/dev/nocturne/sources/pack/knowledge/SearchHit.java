package dev.nocturne.sources.pack.knowledge;

import dev.nocturne.environment.document.Document;

/**
 * A passage that matches.
 *
 * @param score BM25, positive and finite; higher is better; comparable only within one search
 * @param title the document's title, and the passage's heading where it has one
 * @param content the whole passage
 * @param snippet the part of it that matches best, in about thirty words
 * @param chunkId identifies the passage: {@code <document id>#<number>}
 * @param documentId {@link Document#id()}
 */
public record SearchHit(
        double score,
        String title,
        String content,
        String snippet,
        String chunkId,
        String documentId) {}
