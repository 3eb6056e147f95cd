package dev.nocturne.scenarios;

import java.util.List;
import java.util.regex.Pattern;

/** Reads a table from a text block: a row per line, cells separated by two or more spaces. */
public final class TextTable {
    private static final Pattern GAP = Pattern.compile(" {2,}");

    private TextTable() {}

    /**
     * Reads the rows of the block.
     *
     * @throws IllegalStateException if a row does not have the given number of cells
     */
    public static List<List<String>> rows(int cells, String block) {
        return block.lines().filter(line -> !line.isBlank()).map(line -> row(cells, line)).toList();
    }

    private static List<String> row(int cells, String line) {
        List<String> row = List.of(GAP.split(line.strip(), -1));
        if (row.size() != cells) {
            throw new IllegalStateException(cells + " cells expected: " + line);
        }
        return row;
    }
}
