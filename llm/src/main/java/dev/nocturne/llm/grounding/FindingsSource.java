package dev.nocturne.llm.grounding;

import java.util.Optional;

/** Where {@link Findings} come from. */
@FunctionalInterface
public interface FindingsSource {
    /** Nothing when the pack is not loaded any more. */
    Optional<Findings> of(String scenario, String alert) throws InterruptedException;
}
