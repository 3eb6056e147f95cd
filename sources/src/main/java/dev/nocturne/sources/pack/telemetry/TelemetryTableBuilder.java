package dev.nocturne.sources.pack.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a table, in any order of time. Used by one thread, once. */
public final class TelemetryTableBuilder {

    /** A column is about entities when more than this share of its filled cells are entity ids. */
    private static final double ENTITY_SHARE = 0.5;

    private final String name;
    private final List<Column> columns;
    private final @Nullable String timeColumn;
    private final List<Cells> cells;
    private long[] times = new long[16];
    private int size;

    /** At most one column may be of kind TIME. */
    public TelemetryTableBuilder(String name, List<Column> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.timeColumn =
                columns.stream()
                        .filter(column -> column.kind() == Column.Kind.TIME)
                        .map(Column::name)
                        .findFirst()
                        .orElse(null);
        this.cells = columns.stream().map(TelemetryTableBuilder::cells).toList();
    }

    private static Cells cells(Column column) {
        return switch (column.kind()) {
            case NUMBER -> new Numbers();
            case TEXT -> new Texts();
            case TIME -> new Times();
        };
    }

    /**
     * Begins the next row; its cells follow by {@link #number} and {@link #text}, unset ones are
     * empty.
     */
    public void row(long timeMillis) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        times[size++] = timeMillis;
    }

    /** Sets a cell of the row begun last, in the column of that index. */
    public void number(int column, double value) {
        if (!(cells.get(column) instanceof Numbers numbers)) {
            throw new IllegalArgumentException(
                    name + "'s " + columns.get(column) + " is no number");
        }
        // A measurement of -0.0 is 0: JSON, which answers are kept in, knows no other.
        numbers.set(size - 1, value + 0.0);
    }

    /** Sets a cell of the row begun last, in the column of that index. */
    public void text(int column, String value) {
        if (!(cells.get(column) instanceof Texts texts)) {
            throw new IllegalArgumentException(name + "'s " + columns.get(column) + " is no text");
        }
        texts.set(size - 1, value);
    }

    public int size() {
        return size;
    }

    /** The table, its rows sorted by time; rows of one instant keep their order. */
    public TelemetryTable build(Predicate<String> isEntityId) {
        int[] order = order();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        Map<String, TextColumn> texts = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).name();
            switch (cells.get(i)) {
                case Numbers some -> numbers.put(column, some.inOrder(size, order));
                case Texts some -> texts.put(column, some.inOrder(size, order));
                case Times _ -> {}
            }
        }
        return new TelemetryTable(
                name, columns, timeColumn, entityColumns(isEntityId), times(order), numbers, texts);
    }

    /** Where the rows are to be found by time; null when they are in its order already. */
    private int @Nullable [] order() {
        for (int row = 1; row < size; row++) {
            if (times[row - 1] > times[row]) {
                return IntStream.range(0, size)
                        .boxed()
                        .sorted(Comparator.comparingLong(at -> times[at]))
                        .mapToInt(at -> at)
                        .toArray();
            }
        }
        return null;
    }

    private long[] times(int @Nullable [] order) {
        return order == null
                ? Arrays.copyOf(times, size)
                : Arrays.stream(order).mapToLong(row -> times[row]).toArray();
    }

    private List<String> entityColumns(Predicate<String> isEntityId) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (cells.get(i) instanceof Texts texts) {
                double share = texts.share(isEntityId, size);
                if (share > ENTITY_SHARE) {
                    shares.put(columns.get(i).name(), share);
                }
            }
        }
        return shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a column collects. */
    private sealed interface Cells {}

    /** Nothing: the rows have the times. */
    private static final class Times implements Cells {}

    private static final class Numbers implements Cells {
        private double[] values = new double[16];
        private int filled;

        void set(int row, double value) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, Math.max(row + 1, values.length * 2));
            }
            if (filled < row) {
                Arrays.fill(values, filled, row, Double.NaN);
            }
            values[row] = value;
            filled = Math.max(filled, row + 1);
        }

        double[] inOrder(int size, int @Nullable [] order) {
            double[] all = Arrays.copyOf(values, size);
            if (filled < size) {
                Arrays.fill(all, filled, size, Double.NaN);
            }
            return order == null
                    ? all
                    : Arrays.stream(order).mapToDouble(row -> all[row]).toArray();
        }
    }

    private static final class Texts implements Cells {
        private final Map<String, Integer> codeOf = new HashMap<>(Map.of("", 0));
        private final List<String> dictionary = new ArrayList<>(List.of(""));
        private int[] codes = new int[16];

        void set(int row, String value) {
            if (row >= codes.length) {
                codes = Arrays.copyOf(codes, Math.max(row + 1, codes.length * 2));
            }
            Integer code = codeOf.get(value);
            if (code == null) {
                code = dictionary.size();
                codeOf.put(value, code);
                dictionary.add(value);
            }
            codes[row] = code;
        }

        double share(Predicate<String> wanted, int rows) {
            boolean[] matches = new boolean[dictionary.size()];
            for (int code = 0; code < matches.length; code++) {
                matches[code] = wanted.test(dictionary.get(code));
            }
            int filled = 0;
            int matching = 0;
            for (int row = 0; row < Math.min(rows, codes.length); row++) {
                if (codes[row] != 0) {
                    filled++;
                    matching += matches[codes[row]] ? 1 : 0;
                }
            }
            return filled == 0 ? 0 : (double) matching / filled;
        }

        TextColumn inOrder(int size, int @Nullable [] order) {
            int[] all = Arrays.copyOf(codes, size);
            return new TextColumn(
                    order == null ? all : Arrays.stream(order).map(row -> all[row]).toArray(),
                    dictionary);
        }
    }
}
