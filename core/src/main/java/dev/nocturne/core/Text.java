package dev.nocturne.core;

/** Cuts text without splitting a character. */
public final class Text {
    private Text() {}

    /**
     * The first {@code chars} UTF-16 units of the text, or one less so as not to split a surrogate
     * pair.
     */
    public static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, splits ? chars - 1 : chars);
    }
}
