package dev.nocturne.sources.pack.text;

/** Shortens texts for messages and answers. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The text, or its first {@code chars} UTF-16 units and an ellipsis where it is longer. A
     * character that needs two units is kept whole or left out.
     */
    public static String of(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        boolean splits = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, splits ? chars - 1 : chars) + "…";
    }
}
