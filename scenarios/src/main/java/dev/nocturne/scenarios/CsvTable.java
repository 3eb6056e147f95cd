package dev.nocturne.scenarios;

import java.util.ArrayList;
import java.util.List;

/** Builds a CSV file: a header and rows of text cells. */
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
     * Adds a row; each cell is converted by its {@code toString}.
     *
     * @throws IllegalStateException if the row has more or fewer cells than the table has columns
     */
    public void add(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalStateException(
                    name + ": " + cells.length + " cells for " + columns.size() + " columns");
        }
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(quote(cell.toString()));
        }
        rows.add(row);
    }

    /** Formats the whole file, with LF at the end of each line. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        for (List<String> row : rows) {
            csv.append(String.join(",", row)).append('\n');
        }
        return csv.toString();
    }

    private static String quote(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
