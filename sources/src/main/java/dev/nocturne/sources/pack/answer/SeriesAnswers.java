package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads series from tables of samples, whatever their layout. */
final class SeriesAnswers {
    /** With more entities than this the query has no list of them. */
    static final int MAX_LISTED = 500;

    private final Tables tables;
    private final Predicate<String> isEntity;

    SeriesAnswers(Tables tables, Predicate<String> isEntity) {
        this.tables = tables;
        this.isEntity = isEntity;
    }

    Collected<Series> select(Selection selection) {
        Collected<Series> collected = new Collected<>();
        for (Layout layout : tables.all()) {
            switch (layout) {
                case Layout.Samples samples -> samples(samples, selection, collected);
                case Layout.LongSamples samples -> longSamples(samples, selection, collected);
                case Layout.WideSamples samples -> wideSamples(samples, selection, collected);
                case Layout.Alarms _, Layout.Events _, Layout.Unused _ -> {}
            }
        }
        return collected;
    }

    /** Every metric, in the order of the tables. */
    List<MetricInfo> names() {
        List<MetricInfo> names = new ArrayList<>();
        for (Layout layout : tables.all()) {
            String table = layout.table().name();
            switch (layout) {
                case Layout.Samples samples ->
                        samples.metrics().forEach(m -> names.add(info(table, m)));
                case Layout.LongSamples samples -> {
                    for (String measure : layout.table().distinct(samples.measure())) {
                        for (String value : samples.values()) {
                            names.add(info(table, name(samples, measure, value)));
                        }
                    }
                }
                case Layout.WideSamples _ -> names.add(info(table, table));
                case Layout.Alarms _, Layout.Events _, Layout.Unused _ -> {}
            }
        }
        return names;
    }

    private static MetricInfo info(String table, String metric) {
        return new MetricInfo(table, metric, Map.of());
    }

    private static String name(Layout.LongSamples samples, String measure, String value) {
        return samples.values().size() == 1 ? measure : measure + " " + value;
    }

    private void samples(Layout.Samples samples, Selection selection, Collected<Series> to) {
        TelemetryTable table = samples.table();
        List<String> metrics = wanted(samples.metrics(), table.name(), selection.names());
        if (metrics.isEmpty()) {
            return;
        }
        int before = to.size();
        for (String entity : entities(table, selection.entities())) {
            int[] rows = table.rows(entity, selection.window());
            for (Map.Entry<Map<String, String>, int[]> part :
                    byLabels(table, samples.labels(), rows).entrySet()) {
                for (String metric : metrics) {
                    add(
                            table,
                            metric,
                            entity,
                            part.getKey(),
                            metric,
                            part.getValue(),
                            selection,
                            to);
                }
            }
        }
        List<String> columns = new ArrayList<>();
        columns.add(table.entityColumn().orElseThrow());
        columns.addAll(samples.labels());
        columns.addAll(metrics);
        to.query(
                sql(table, columns, List.of(listed(table, selection)), selection.window()),
                to.size() > before);
    }

    private void longSamples(
            Layout.LongSamples samples, Selection selection, Collected<Series> to) {
        TelemetryTable table = samples.table();
        int before = to.size();
        for (String entity : entities(table, selection.entities())) {
            int[] rows = table.rows(entity, selection.window());
            for (Map.Entry<String, int[]> part :
                    byText(table, samples.measure(), rows).entrySet()) {
                for (String value : samples.values()) {
                    String metric = name(samples, part.getKey(), value);
                    if (isWanted(table.name(), metric, selection.names())) {
                        add(table, value, entity, Map.of(), metric, part.getValue(), selection, to);
                    }
                }
            }
        }
        List<String> columns = new ArrayList<>();
        columns.add(table.entityColumn().orElseThrow());
        columns.add(samples.measure());
        columns.addAll(samples.values());
        to.query(
                sql(table, columns, List.of(listed(table, selection)), selection.window()),
                to.size() > before);
    }

    private void wideSamples(
            Layout.WideSamples samples, Selection selection, Collected<Series> to) {
        TelemetryTable table = samples.table();
        if (!isWanted(table.name(), table.name(), selection.names())) {
            return;
        }
        List<String> columns = samples.entities().stream().filter(selection::covers).toList();
        int before = to.size();
        int[] rows = table.rows(selection.window()).stream().toArray();
        for (String entity : columns) {
            add(table, entity, entity, Map.of(), table.name(), rows, selection, to);
        }
        to.query(sql(table, columns, List.of(), selection.window()), to.size() > before);
    }

    private static void add(
            TelemetryTable table,
            String column,
            String entity,
            Map<String, String> labels,
            String metric,
            int[] rows,
            Selection selection,
            Collected<Series> to) {
        long[] times = new long[rows.length];
        double[] values = new double[rows.length];
        boolean any = false;
        for (int i = 0; i < rows.length; i++) {
            times[i] = table.time(rows[i]);
            values[i] = table.number(rows[i], column);
            any |= !Double.isNaN(values[i]);
        }
        if (any && to.room(rows.length, selection.limit(), metric + " of " + entity)) {
            to.add(new Series(table.name(), metric, entity, labels, times, values));
        }
    }

    private Collection<String> entities(TelemetryTable table, Set<String> wanted) {
        return wanted.isEmpty() ? table.entities().stream().filter(isEntity).toList() : wanted;
    }

    private static List<String> wanted(List<String> metrics, String table, Set<String> names) {
        return metrics.stream().filter(metric -> isWanted(table, metric, names)).toList();
    }

    /** A name is that of the metric, with or without its table's. */
    private static boolean isWanted(String table, String metric, Set<String> names) {
        return names.isEmpty() || names.contains(metric) || names.contains(table + "." + metric);
    }

    private SqlText.In listed(TelemetryTable table, Selection selection) {
        Collection<String> ids =
                selection.entities().size() > MAX_LISTED ? List.of() : selection.entities();
        return new SqlText.In(table.entityColumn().orElseThrow(), ids);
    }

    private String sql(
            TelemetryTable table, List<String> columns, List<SqlText.In> in, Window window) {
        return SqlText.rows(table, tables.sqlName(table), columns, in, window);
    }

    private static Map<Map<String, String>, int[]> byLabels(
            TelemetryTable table, List<String> labels, int[] rows) {
        if (labels.isEmpty()) {
            return Map.of(Map.of(), rows);
        }
        Map<Map<String, String>, List<Integer>> groups = new LinkedHashMap<>();
        for (int row : rows) {
            Map<String, String> key = new LinkedHashMap<>();
            for (String label : labels) {
                key.put(label, table.text(row, label));
            }
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        return arrays(groups);
    }

    private static Map<String, int[]> byText(TelemetryTable table, String column, int[] rows) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int row : rows) {
            groups.computeIfAbsent(table.text(row, column), k -> new ArrayList<>()).add(row);
        }
        return arrays(groups);
    }

    private static <K> Map<K, int[]> arrays(Map<K, List<Integer>> groups) {
        Map<K, int[]> arrays = new LinkedHashMap<>();
        groups.forEach((key, rows) -> {
            int[] array = new int[rows.size()];
            Arrays.setAll(array, rows::get);
            arrays.put(key, array);
        });
        return arrays;
    }
}
