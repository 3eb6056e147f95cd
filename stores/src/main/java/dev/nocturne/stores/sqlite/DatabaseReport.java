package dev.nocturne.stores.sqlite;

import java.nio.file.Path;
import java.util.List;

/**
 * What a check of a whole database found.
 *
 * @param damage what is not as it was stored, a line each; empty when all is sound
 * @param notes what is worth knowing and no damage
 */
public record DatabaseReport(
        Path file,
        long sessions,
        long events,
        long results,
        List<String> damage,
        List<String> notes) {
    /** Whether nothing is damaged. */
    public boolean isSound() {
        return damage.isEmpty();
    }
}
