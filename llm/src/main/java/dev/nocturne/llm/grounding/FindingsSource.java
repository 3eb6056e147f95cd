package dev.nocturne.llm.grounding;

import java.util.Optional;

/** Provides {@link Findings}. */
@FunctionalInterface
public interface FindingsSource {
    /** The findings on an alert; empty if the pack is not loaded any more. */
    Optional<Findings> of(String environment, String alert) throws InterruptedException;
}
