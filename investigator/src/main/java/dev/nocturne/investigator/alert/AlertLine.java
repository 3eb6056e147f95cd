package dev.nocturne.investigator.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an alert, or an object of a JSON document.
 *
 * @param text as it is written; of an object its values behind their keys
 * @param cells its parts: what stands between separators, in brackets, after a key
 * @param structured whether it is an object of a JSON document
 */
record AlertLine(String text, List<Cell> cells, boolean structured) {

    /**
     * A part of a line.
     *
     * @param key in lower case; empty if it has none
     */
    record Cell(String key, String value) {}

    private static final Pattern SEPARATOR = Pattern.compile("[|;\\t]| {2,}|, ");
    private static final Pattern KEYED =
            Pattern.compile("^\\W{0,4}([\\p{L}][\\p{L} _.-]{0,28}?)\\s?[:=]\\s?(?=\\S)(.+)$");
    private static final Pattern PAIR =
            Pattern.compile(
                    "([\\p{L}_][\\p{L}\\d_.-]{0,40})=(?:\"([^\"]*)\"|'([^']*)'|([^\\s,;}\\])]+))");
    private static final Pattern BRACKETED =
            Pattern.compile("[\\[(<*]{1,2}([\\p{L}\\d _-]{2,24})[\\])>*]");

    AlertLine {
        cells = List.copyOf(cells);
    }

    /** A line of text. */
    static AlertLine of(String text) {
        List<Cell> cells = new ArrayList<>();
        for (String part : SEPARATOR.split(text, -1)) {
            String cell = part.strip();
            Matcher keyed = KEYED.matcher(cell);
            if (keyed.matches()) {
                cells.add(new Cell(lower(keyed.group(1)), keyed.group(2).strip()));
            } else if (!cell.isEmpty()) {
                cells.add(new Cell("", cell));
            }
        }
        Matcher pair = PAIR.matcher(text);
        while (pair.find()) {
            String value =
                    pair.group(2) != null
                            ? pair.group(2)
                            : pair.group(3) != null ? pair.group(3) : pair.group(4);
            cells.add(new Cell(lower(pair.group(1)), value));
        }
        Matcher bracketed = BRACKETED.matcher(text);
        while (bracketed.find()) {
            cells.add(new Cell("", bracketed.group(1)));
        }
        return new AlertLine(text, cells, false);
    }

    /** An object of a JSON document. */
    static AlertLine of(List<Cell> fields) {
        StringBuilder text = new StringBuilder();
        for (Cell field : fields) {
            text.append(text.isEmpty() ? "" : " | ")
                    .append(field.key())
                    .append(": ")
                    .append(field.value());
        }
        List<Cell> cells =
                fields.stream().map(field -> new Cell(lower(field.key()), field.value())).toList();
        return new AlertLine(text.toString(), cells, true);
    }

    /**
     * Without the keys: "Notification type: PROBLEM" does not name an entity called notification.
     */
    String withoutKeys() {
        if (structured) {
            return String.join(" | ", cells.stream().map(Cell::value).toList());
        }
        String rest = text;
        for (Cell cell : cells) {
            boolean isLabel = cell.key().contains(" ") || AlertWords.isAny(cell.key());
            int at = isLabel ? rest.toLowerCase(Locale.ROOT).indexOf(cell.key()) : -1;
            if (at >= 0) {
                rest = rest.substring(0, at) + rest.substring(at + cell.key().length());
            }
        }
        return rest;
    }

    private static String lower(String key) {
        return key.strip().toLowerCase(Locale.ROOT);
    }
}
