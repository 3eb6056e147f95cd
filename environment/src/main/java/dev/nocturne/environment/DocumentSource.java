package dev.nocturne.environment;

import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passages;

/** Knows runbooks and earlier incidents. */
public interface DocumentSource extends Source {
    /**
     * The passages that match the words best.
     *
     * @param words separated by spaces; one is enough to match
     * @param limit the most passages to return
     */
    Answer<Passages> search(Kind kind, String words, int limit) throws InterruptedException;
}
