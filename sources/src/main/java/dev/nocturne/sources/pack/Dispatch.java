package dev.nocturne.sources.pack;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The field engineers and where they start from, from the manifest's optional key {@code dispatch}.
 *
 * @param roster label of the entities that are field engineers
 * @param depots label of the entities they start from
 */
public record Dispatch(@Nullable String roster, @Nullable String depots) {

    public Optional<String> rosterLabel() {
        return Optional.ofNullable(roster);
    }

    public Optional<String> depotsLabel() {
        return Optional.ofNullable(depots);
    }
}
