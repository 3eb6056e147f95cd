package dev.nocturne.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the folder of the sessions. */
final class DataFolder {
    private DataFolder() {}

    /**
     * The given folder, else {@code $NOCTURNE_DATA}, else {@code $XDG_DATA_HOME/nocturne}, else
     * {@code ~/.local/share/nocturne}.
     */
    static Path of(@Nullable Path given, Surroundings around) {
        String own = around.variable("NOCTURNE_DATA");
        String xdg = around.variable("XDG_DATA_HOME");
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        if (own != null) {
            return Path.of(own).toAbsolutePath().normalize();
        }
        // The XDG rules say to ignore a relative path.
        Path share =
                xdg != null && Path.of(xdg).isAbsolute()
                        ? Path.of(xdg)
                        : around.home().resolve(".local").resolve("share");
        return share.resolve("nocturne");
    }
}
