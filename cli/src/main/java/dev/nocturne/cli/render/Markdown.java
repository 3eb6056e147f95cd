package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints Markdown while it is being written, line by line. On a terminal it formats headings,
 * lists, emphasis, code and tables, and times by the reader's clock; to a file it prints the
 * Markdown unchanged. It handles the Markdown that answers use, not all of CommonMark, and prints
 * the rest as it is.
 */
public final class Markdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*\\s*");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+]|\\d{1,9}[.)])\\s+(.*)");
    private static final Pattern QUOTE = Pattern.compile("\\s*>\\s?(.*)");
    private static final Pattern RULE = Pattern.compile("\\s*([-*_])(\\s*\\1){2,}\\s*");
    private static final Pattern INLINE =
            Pattern.compile("\\*\\*(.+?)\\*\\*|`([^`]+)`|\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");

    private final Screen screen;
    private final TimesInText times;
    private final StringBuilder unfinished = new StringBuilder();
    private final List<List<String>> table = new ArrayList<>();
    private boolean inCode;

    public Markdown(Screen screen, Times times) {
        this.screen = screen;
        this.times = new TimesInText(times);
    }

    /** Adds the next piece of the text. */
    public void add(String piece) {
        String clean = Screen.clean(piece);
        if (!screen.terminal()) {
            screen.text(clean);
            remember(clean);
            return;
        }
        unfinished.append(clean);
        int end = unfinished.indexOf("\n");
        while (end >= 0) {
            line(unfinished.substring(0, end));
            unfinished.delete(0, end + 1);
            end = unfinished.indexOf("\n");
        }
    }

    /** Prints what is left when the text is complete, and ends the line. */
    public void end() {
        if (!screen.terminal()) {
            if (!unfinished.isEmpty()) {
                screen.line("");
            }
        } else {
            if (!unfinished.isEmpty()) {
                line(unfinished.toString());
            }
            drawTable();
        }
        unfinished.setLength(0);
        inCode = false;
    }

    /** Remembers whether the line is unfinished; the text itself has been printed. */
    private void remember(String clean) {
        if (!clean.isEmpty()) {
            unfinished.setLength(0);
            if (!clean.endsWith("\n")) {
                unfinished.append('x');
            }
        }
    }

    private void line(String line) {
        if (line.strip().startsWith("```")) {
            drawTable();
            inCode = !inCode;
        } else if (inCode) {
            screen.line("    " + screen.style().cyan(line));
        } else if (line.strip().startsWith("|")) {
            table.add(cells(times.show(line.strip())));
        } else {
            drawTable();
            block(times.show(line));
        }
    }

    private void block(String line) {
        Style style = screen.style();
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        Matcher quote = QUOTE.matcher(line);
        if (heading.matches()) {
            screen.line(style.bold(plain(heading.group(2))));
        } else if (RULE.matcher(line).matches()) {
            screen.line(style.dim("─".repeat(Math.min(screen.width(), 40))));
        } else if (item.matches()) {
            String mark = Character.isDigit(item.group(2).charAt(0)) ? item.group(2) : "•";
            String indent = item.group(1) + "  ";
            String hanging = indent + " ".repeat(mark.length() + 1);
            wrap(indent + mark + " ", hanging, item.group(3));
        } else if (quote.matches()) {
            wrap("│ ", "│ ", quote.group(1));
        } else {
            wrap("", "", line.stripTrailing());
        }
    }

    private void wrap(String first, String others, String text) {
        String prefix = first;
        for (String part : Wrap.lines(inline(text), screen.width() - others.length())) {
            screen.line(prefix + part);
            prefix = others;
        }
    }

    private String inline(String text) {
        Style style = screen.style();
        return INLINE.matcher(text)
                .replaceAll(m -> {
                    String shown;
                    if (m.group(1) != null) {
                        shown = words(m.group(1), style::bold);
                    } else if (m.group(2) != null) {
                        shown = words(m.group(2), style::cyan);
                    } else {
                        shown = m.group(3) + " (" + m.group(4) + ")";
                    }
                    return Matcher.quoteReplacement(shown);
                });
    }

    /** Each word by itself, so that a line may end between any two. */
    private static String words(String text, UnaryOperator<String> style) {
        return Arrays.stream(text.split(" ", -1)).map(style).collect(Collectors.joining(" "));
    }

    private static String plain(String text) {
        return INLINE.matcher(text)
                .replaceAll(m -> {
                    String shown = m.group(1) != null ? m.group(1) : m.group(2);
                    return Matcher.quoteReplacement(shown != null ? shown : m.group(3));
                });
    }

    private static List<String> cells(String row) {
        String inner =
                row.substring(
                        1, row.endsWith("|") && row.length() > 1 ? row.length() - 1 : row.length());
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> plain(cell.strip().replace("\\|", "|")))
                .toList();
    }

    private void drawTable() {
        if (table.isEmpty()) {
            return;
        }
        boolean headed =
                table.size() > 1 && table.get(1).stream().allMatch(c -> c.matches(":?-+:?"));
        List<List<String>> rows = new ArrayList<>(table);
        if (headed) {
            rows.remove(1);
        }
        new Table(screen, true).draw(rows, headed);
        table.clear();
    }
}
