package dev.nocturne.sources.pack;

/**
 * Something in a sound pack that is not used, or that was read in a way its author should know of.
 *
 * @param file path inside the pack
 * @param line line of the file, counted from 1; 0 when it belongs to no single line
 * @param key the CSV column; empty when none
 * @param message a sentence without its full stop
 */
public record Warning(String file, int line, String key, String message) {

    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (key.isEmpty() ? "" : " " + key)
                + ": "
                + message;
    }
}
