package dev.nocturne.sources.file;

/**
 * What is wrong in a file that describes an environment.
 *
 * @param line counted from 1; 0 when it belongs to no single line
 * @param key the key at fault, such as {@code sources[1].url}; empty when none
 * @param sentence what is wrong and what would be right, without any secret
 */
public record Mistake(int line, String key, String sentence) {

    /** The mistake in one line: {@code environment.yaml:4 sources[0].url: a URL is missing}. */
    public String in(String file) {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!key.isEmpty()) {
            text.append(' ').append(key);
        }
        return text.append(": ").append(sentence).toString();
    }
}
