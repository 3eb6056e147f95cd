package dev.nocturne.sources.pack;

/**
 * One mistake in a pack, with what its author needs to correct it.
 *
 * @param file path inside the pack, '/' between folders; empty for the pack folder itself
 * @param line line of the file, counted from 1; 0 when the mistake belongs to no single line
 * @param key the YAML key ({@code agents[1].name}) or CSV column at fault; empty when none
 * @param found what the pack says
 * @param expected what it should say
 */
public record Problem(String file, int line, String key, String found, String expected) {

    /**
     * The mistake in one line: {@code scenario.yaml:12 agents[1].name: found nothing, expected a
     * text}.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file.isEmpty() ? "." : file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!key.isEmpty()) {
            text.append(' ').append(key);
        }
        return text.append(": found ")
                .append(found)
                .append(", expected ")
                .append(expected)
                .toString();
    }
}
