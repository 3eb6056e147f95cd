package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Rows with aligned columns. The widest column gives way when the terminal is too narrow. */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 8;

    private final Screen screen;

    public Table(Screen screen) {
        this.screen = screen;
    }

    /** Draws the rows; with {@code headed} the first one names the columns. */
    public void draw(List<List<String>> rows, boolean headed) {
        List<Integer> widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            String line = row(rows.get(i), widths);
            screen.line(headed && i == 0 ? screen.style().bold(line) : line);
        }
    }

    private List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                int length = Screen.clean(row.get(c)).length();
                if (c == widths.size()) {
                    widths.add(length);
                } else {
                    widths.set(c, Math.max(widths.get(c), length));
                }
            }
        }
        long room = screen.width() - (long) GAP.length() * Math.max(0, widths.size() - 1);
        while (widths.stream().mapToLong(w -> w).sum() > room) {
            int widest = widths.indexOf(widths.stream().max(Integer::compare).orElse(0));
            if (widths.get(widest) <= NARROWEST_COLUMN) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    private String row(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String cell = screen.brief(cells.get(c), widths.get(c));
            line.append(cell);
            if (c < cells.size() - 1) {
                line.append(" ".repeat(Math.max(0, widths.get(c) - cell.length()))).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
