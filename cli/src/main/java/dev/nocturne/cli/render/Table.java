package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows with aligned columns. The widest column is narrowed when the terminal is too narrow. */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 8;

    private final Screen screen;
    private final boolean wrapping;

    /** A table that cuts the cells that are too long. */
    public Table(Screen screen) {
        this(screen, false);
    }

    /**
     * A table on that screen.
     *
     * @param wrapping whether a cell that is too long takes several lines instead of being cut
     */
    Table(Screen screen, boolean wrapping) {
        this.screen = screen;
        this.wrapping = wrapping;
    }

    /** Draws the rows; with {@code headed} the first one names the columns. */
    public void draw(List<List<String>> rows, boolean headed) {
        List<Integer> widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            boolean head = headed && i == 0;
            for (String line : row(rows.get(i), widths)) {
                screen.line(head ? screen.style().bold(line) : line);
            }
        }
    }

    /** The columns that the rows take when nothing is cut. */
    public static int width(List<List<String>> rows) {
        List<Integer> widths = naturalWidths(rows);
        int gaps = GAP.length() * Math.max(0, widths.size() - 1);
        return gaps + widths.stream().mapToInt(Integer::intValue).sum();
    }

    private List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = naturalWidths(rows);
        long room = screen.tableWidth() - (long) GAP.length() * Math.max(0, widths.size() - 1);
        while (widths.stream().mapToLong(w -> w).sum() > room) {
            int widest = widths.indexOf(widths.stream().max(Integer::compare).orElse(0));
            if (widths.get(widest) <= NARROWEST_COLUMN) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    private static List<Integer> naturalWidths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                int length = Wrap.visible(Screen.clean(row.get(c)));
                if (c == widths.size()) {
                    widths.add(length);
                } else {
                    widths.set(c, Math.max(widths.get(c), length));
                }
            }
        }
        return widths;
    }

    private List<String> row(List<String> cells, List<Integer> widths) {
        List<List<String>> columns = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            int width = widths.get(c);
            columns.add(
                    wrapping
                            ? Wrap.pieces(Screen.clean(cells.get(c)), width)
                            : List.of(screen.brief(cells.get(c), width)));
        }
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            lines.add(line(columns, i, widths));
        }
        return lines;
    }

    private static String line(List<List<String>> columns, int index, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            List<String> column = columns.get(c);
            String cell = index < column.size() ? column.get(index) : "";
            cells.add(cell + " ".repeat(Math.max(0, widths.get(c) - Wrap.visible(cell))));
        }
        return cells.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }
}
