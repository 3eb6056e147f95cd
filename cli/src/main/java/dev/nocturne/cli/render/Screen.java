package dev.nocturne.cli.render;

import java.io.PrintStream;

/**
 * Where output goes. Text from a server passes {@link #clean} on its way, so that nothing a session
 * holds can drive the terminal.
 */
public final class Screen {
    /** Longer lines of prose are hard to read, however wide the window. */
    private static final int WIDEST = 110;

    /** Narrower than this, cutting and wrapping destroy more than they help. */
    private static final int NARROWEST = 40;

    private final PrintStream out;
    private final Style style;
    private final int columns;

    /**
     * A screen on that stream.
     *
     * @param columns width of the terminal; 0 when the output is no terminal and lines are left as
     *     long as they are
     */
    public Screen(PrintStream out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns == 0 ? 0 : Math.clamp(columns, NARROWEST, WIDEST);
    }

    public Style style() {
        return style;
    }

    /** Whether a person looks at it. */
    public boolean terminal() {
        return columns > 0;
    }

    /** Width to wrap at; {@link Integer#MAX_VALUE} where nothing is wrapped. */
    int width() {
        return columns == 0 ? Integer.MAX_VALUE : columns;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Text without a line end of its own. */
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    /** Whether the reader has gone away, as {@code head} does. */
    public boolean broken() {
        return out.checkError();
    }

    /** The first line of a text, cut to {@code room} characters where lines are cut at all. */
    String brief(String text, int room) {
        String clean = clean(text).strip();
        int end = clean.indexOf('\n');
        String first = (end < 0 ? clean : clean.substring(0, end)).strip();
        int limit = columns == 0 ? Integer.MAX_VALUE : Math.max(room, 10);
        if (first.codePointCount(0, first.length()) <= limit) {
            return first;
        }
        return first.substring(0, first.offsetByCodePoints(0, limit - 1)) + "…";
    }

    /** The text without control characters other than line feed and tab. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            if (!control) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
