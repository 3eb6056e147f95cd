package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks prose into lines. */
public final class Wrap {
    private Wrap() {}

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    /** White space to break at: not between the groups of a number, nor between it and its "%". */
    private static final Pattern BREAK =
            Pattern.compile("(?<!\\d)\\s+|(?<=\\d)\\s+(?!%|\\d{3}(?!\\d))");

    /** The text in lines of at most {@code width} visible characters; a longer word stays whole. */
    public static List<String> lines(String text, int width) {
        if (visible(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : BREAK.split(text.strip(), -1)) {
            int length = visible(word);
            if (used > 0 && used + 1 + length > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(used == 0 ? "" : " ").append(word);
            used += (used == 0 ? 0 : 1) + length;
        }
        lines.add(line.toString());
        return lines;
    }

    /** As {@link #lines}, but a word that is too long is cut into pieces. */
    static List<String> pieces(String text, int width) {
        List<String> pieces = new ArrayList<>();
        for (String line : lines(text, width)) {
            String rest = line;
            while (rest.codePointCount(0, rest.length()) > width) {
                int end = rest.offsetByCodePoints(0, width);
                pieces.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            pieces.add(rest);
        }
        return pieces;
    }

    /** How many columns a text takes, escapes not counted. */
    static int visible(String text) {
        String shown = text.indexOf('\u001b') < 0 ? text : ESCAPE.matcher(text).replaceAll("");
        return shown.codePointCount(0, shown.length());
    }
}
