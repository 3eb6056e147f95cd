package dev.nocturne.sources.pack.telemetry;

import dev.nocturne.environment.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A telemetry table in memory, column by column, its rows in order of time. Immutable and safe for
 * any number of threads.
 *
 * <p>Times are epoch milliseconds. Analysis asks for a {@link Window} that ends at the incident's
 * time: a pack may hold rows from after it. A table without a time column is timeless: all its rows
 * are in every window and its times are 0.
 *
 * <p>Asking for a column that the table has not, or has with another kind, is a mistake of the
 * caller ({@link IllegalArgumentException}); {@link #columns()} tells.
 */
public final class TelemetryTable {

    private static final int[] NO_ROWS = {};

    private final String name;
    private final List<Column> columns;
    private final @Nullable String timeColumn;
    private final List<String> entityColumns;
    private final boolean subSecond;
    private final int size;
    private final long[] times;
    private final Map<String, double[]> numbers;
    private final Map<String, TextColumn> texts;

    /** Made when it is first asked for; by two threads at once twice, and the same. */
    private volatile @Nullable Map<String, int[]> rowsByEntity;

    TelemetryTable(
            String name,
            List<Column> columns,
            @Nullable String timeColumn,
            List<String> entityColumns,
            long[] times,
            Map<String, double[]> numbers,
            Map<String, TextColumn> texts) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.timeColumn = timeColumn;
        this.entityColumns = List.copyOf(entityColumns);
        this.size = times.length;
        this.times = times;
        this.numbers = Map.copyOf(numbers);
        this.texts = Map.copyOf(texts);
        this.subSecond = subSecond(times);
    }

    private static boolean subSecond(long[] times) {
        for (long time : times) {
            if (time % 1000 != 0) {
                return true;
            }
        }
        return false;
    }

    public String name() {
        return name;
    }

    /** In the order of the file. */
    public List<Column> columns() {
        return columns;
    }

    /** The column that says when; absent in a timeless table. */
    public Optional<String> timeColumn() {
        return Optional.ofNullable(timeColumn);
    }

    /**
     * The column that says which entity a row is about: the one whose values are most often entity
     * ids.
     */
    public Optional<String> entityColumn() {
        return entityColumns.stream().findFirst();
    }

    /** Every column most of whose values are entity ids, the best first. */
    public List<String> entityColumns() {
        return entityColumns;
    }

    public List<String> numericColumns() {
        return columnsOf(Column.Kind.NUMBER);
    }

    /** Includes the entity columns. */
    public List<String> textColumns() {
        return columnsOf(Column.Kind.TEXT);
    }

    private List<String> columnsOf(Column.Kind kind) {
        return columns.stream().filter(column -> column.kind() == kind).map(Column::name).toList();
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** Whether any time has a fraction of a second. */
    public boolean subSecond() {
        return subSecond;
    }

    /** From the first row's time to the last's; absent when there are no rows or no times. */
    public Optional<Window> span() {
        return timeColumn == null || size == 0
                ? Optional.empty()
                : Optional.of(new Window(times[0], times[size - 1]));
    }

    /** The rows of the window, oldest first. */
    public RowRange rows(Window window) {
        if (timeColumn == null) {
            return new RowRange(0, size);
        }
        int first = firstAtOrAfter(window.from(), null);
        int end =
                window.until() == Long.MAX_VALUE ? size : firstAtOrAfter(window.until() + 1, null);
        return new RowRange(first, Math.max(first, end));
    }

    /** The rows of one entity in the window, oldest first. Empty for an entity without rows. */
    public int[] rows(String entity, Window window) {
        int[] rows = rowsByEntity().getOrDefault(entity, NO_ROWS);
        if (timeColumn == null) {
            return rows.clone();
        }
        int first = firstAtOrAfter(window.from(), rows);
        int end =
                window.until() == Long.MAX_VALUE
                        ? rows.length
                        : firstAtOrAfter(window.until() + 1, rows);
        return Arrays.copyOfRange(rows, first, Math.max(first, end));
    }

    private Map<String, int[]> rowsByEntity() {
        Map<String, int[]> rows = rowsByEntity;
        if (rows == null) {
            rows =
                    entityColumns.isEmpty()
                            ? Map.of()
                            : textColumn(entityColumns.getFirst()).rowsByValue();
            rowsByEntity = rows;
        }
        return rows;
    }

    /** The entity's values of a numeric column in the window. */
    public Series series(String entity, String column, Window window) {
        double[] all = numbers(column);
        int[] rows = rows(entity, window);
        long[] seriesTimes = new long[rows.length];
        double[] seriesValues = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            seriesTimes[i] = times[rows[i]];
            seriesValues[i] = all[rows[i]];
        }
        return new Series(seriesTimes, seriesValues);
    }

    /**
     * Index (into {@code rows}, or into the table when null) of the first row not before the time.
     */
    private int firstAtOrAfter(long time, int @Nullable [] rows) {
        int low = 0;
        int high = rows == null ? size : rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[rows == null ? middle : rows[middle]] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Values of the first entity column that have rows, in the order of the file. Not all need be
     * entity ids.
     */
    public Set<String> entities() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(rowsByEntity().keySet()));
    }

    /** Epoch milliseconds of the row. */
    public long time(int row) {
        return times[row];
    }

    /** NaN where the cell is empty. */
    public double number(int row, String column) {
        return numbers(column)[row];
    }

    /** Empty where the cell is. */
    public String text(int row, String column) {
        return textColumn(column).get(row);
    }

    /**
     * The cell as a text, whatever kind of column it is in, without blanks around it: a time in ISO
     * 8601, a whole number without its fraction; empty for a missing value.
     */
    public String cell(int row, String column) {
        if (timeColumn().filter(column::equals).isPresent()) {
            return Instant.ofEpochMilli(time(row)).toString();
        }
        return numbers.containsKey(column) ? plain(number(row, column)) : text(row, column).strip();
    }

    private static String plain(double number) {
        if (Double.isNaN(number)) {
            return "";
        }
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    /**
     * The entity the row is about; absent when the table has no entity column or the cell is empty.
     */
    public Optional<String> entity(int row) {
        return entityColumn().map(column -> text(row, column)).filter(id -> !id.isEmpty());
    }

    /** Different texts of the column that are not empty, in the order of the file. */
    public List<String> distinct(String column) {
        return textColumn(column).distinct();
    }

    /**
     * The whole row, as it would be shown: {@link Instant}, {@link Double}, {@link String}, or null
     * for an empty number.
     */
    public Map<String, @Nullable Object> row(int row) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        for (Column column : columns) {
            cells.put(
                    column.name(),
                    switch (column.kind()) {
                        case TIME -> Instant.ofEpochMilli(times[row]);
                        case NUMBER -> {
                            double value = number(row, column.name());
                            yield Double.isNaN(value) ? null : (Object) value;
                        }
                        case TEXT -> text(row, column.name());
                    });
        }
        return Collections.unmodifiableMap(cells);
    }

    private double[] numbers(String column) {
        double[] values = numbers.get(column);
        if (values == null) {
            throw new IllegalArgumentException(
                    name + " has no numeric column " + column + ", but " + numericColumns());
        }
        return values;
    }

    private TextColumn textColumn(String column) {
        TextColumn values = texts.get(column);
        if (values == null) {
            throw new IllegalArgumentException(
                    name + " has no text column " + column + ", but " + textColumns());
        }
        return values;
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        columns.forEach(column -> parts.add(column.name() + " " + column.kind()));
        return name + "(" + String.join(", ", parts) + "; " + size + " rows)";
    }
}
