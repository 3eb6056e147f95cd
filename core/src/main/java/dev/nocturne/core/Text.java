package dev.nocturne.core;

/** Cutting text where it may be cut. */
public final class Text {
    private Text() {}

    /** At most {@code chars} UTF-16 units of the text, never half of a character. */
    public static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, splits ? chars - 1 : chars);
    }
}
