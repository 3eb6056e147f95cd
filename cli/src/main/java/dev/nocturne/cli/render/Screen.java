package dev.nocturne.cli.render;

import java.io.PrintStream;

/**
 * Prints to a terminal or a file. Text from a server passes {@link #clean} first, so that nothing
 * in a session can control the terminal.
 */
public final class Screen {
    /** Longer lines of prose are hard to read, however wide the window. */
    private static final int WIDEST = 110;

    /** Below this width, cut and wrapped lines are harder to read than long ones. */
    private static final int NARROWEST = 40;

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final int tableWidth;

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
        this.tableWidth = columns == 0 ? Integer.MAX_VALUE : Math.max(columns, NARROWEST);
    }

    public Style style() {
        return style;
    }

    /** Whether the output is a terminal. */
    public boolean terminal() {
        return columns > 0;
    }

    /** Width to wrap at; {@link Integer#MAX_VALUE} where nothing is wrapped. */
    int width() {
        return columns == 0 ? Integer.MAX_VALUE : columns;
    }

    /** Width for tables, which unlike prose may fill a wide window. */
    public int tableWidth() {
        return tableWidth;
    }

    /**
     * Prints a sentence, broken between words where the terminal is too narrow for it.
     *
     * @param indent what the lines after the first begin with
     */
    public void prose(String text, String indent) {
        String prefix = "";
        for (String line : Wrap.lines(text, width() - indent.length())) {
            line(prefix + line);
            prefix = indent;
        }
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints text without a line end. */
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    /** Whether the reader closed its end of the pipe, as {@code head} does. */
    public boolean isPipeClosed() {
        return out.checkError();
    }

    /** The first line of a text, cut to {@code room} characters. */
    String brief(String text, int room) {
        String clean = clean(text).strip();
        int end = clean.indexOf('\n');
        String first = (end < 0 ? clean : clean.substring(0, end)).strip();
        if (first.codePointCount(0, first.length()) <= room) {
            return first;
        }
        return first.substring(0, first.offsetByCodePoints(0, Math.max(0, room - 1))) + "…";
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
