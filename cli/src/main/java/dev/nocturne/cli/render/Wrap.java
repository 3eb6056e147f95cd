package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks prose into lines. */
final class Wrap {
    private Wrap() {}

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    /** The text in lines of at most {@code width} visible characters; a longer word stays whole. */
    static List<String> lines(String text, int width) {
        if (visible(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.strip().split("\\s+", -1)) {
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

    /** How many columns a text takes, escapes not counted. */
    static int visible(String text) {
        String shown = text.indexOf('\u001b') < 0 ? text : ESCAPE.matcher(text).replaceAll("");
        return shown.codePointCount(0, shown.length());
    }
}
