package dev.nocturne.stores.sqlite;

import java.nio.file.Path;
import java.util.List;

/**
 * The findings of a check of a whole database.
 *
 * @param damage the damage found, one line each; empty if there is none
 * @param notes other findings that are not damage
 */
public record DatabaseReport(
        Path file,
        long sessions,
        long events,
        long results,
        List<String> damage,
        List<String> notes) {
    /** Whether no damage was found. */
    public boolean isSound() {
        return damage.isEmpty();
    }
}
