package dev.nocturne.scenarios;

import java.util.ArrayList;
import java.util.List;

/** A CSV file in the making: a header and rows of text cells. */
public final class CsvTable {
    private final String name;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public CsvTable(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
    }

    public String name() {
        return name;
    }

    /**
     * Adds a row; every cell is written as its text.
     *
     * @throws IllegalStateException when the number of cells is not that of the columns
     */
    public void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalStateException(
                    name + ": " + cells.length + " cells for " + columns.size() + " columns");
        }
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(quoted(cell.toString()));
        }
        rows.add(row);
    }

    /** The whole file, lines ending in LF. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        for (List<String> row : rows) {
            csv.append(String.join(",", row)).append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
