package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import dev.nocturne.sources.pack.alarm.AlarmTable;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import dev.nocturne.sources.pack.time.TimeColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out what a telemetry table holds. Alarms name a severity; events are in words and come at
 * any time; samples come at regular times.
 */
final class LayoutReader {
    private static final Map<String, List<String>> WORDS = WordLists.read("columns.txt");

    private static final Window ANY_TIME = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Rows looked at to learn what a column holds. */
    private static final int SAMPLE = 2_000;

    /** More different values than this are no states and no names of metrics. */
    private static final int MAX_CODES = 60;

    /** Shorter texts than this, on average, are codes or names. */
    private static final double SENTENCE = 12;

    /** With fewer rows for each entity they are incidents or plans. */
    private static final int RUNS = 5;

    /** Share of equal gaps between times from which on a table is taken for samples. */
    private static final double REGULAR = 0.7;

    private final Predicate<String> isEntity;

    LayoutReader(Predicate<String> isEntity) {
        this.isEntity = isEntity;
    }

    Layout read(TelemetryTable table) {
        if (table.size() == 0) {
            return new Layout.Unused(table, "it has no rows");
        }
        if (table.timeColumn().isEmpty()) {
            return new Layout.Unused(table, "it has no time column");
        }
        Optional<String> sentence = sentences(table);
        boolean regular = isRegular(table);
        Optional<AlarmTable> alarms = AlarmTable.of(table);
        boolean isLog = sentence.isPresent() && alarms.isPresent() && isLog(alarms.get());
        if (alarms.isPresent() && !isLog) {
            return new Layout.Alarms(alarms.get());
        }
        List<String> wide = wideColumns(table);
        if (table.entityColumn().isEmpty() && !wide.isEmpty()) {
            return new Layout.WideSamples(table, wide);
        }
        Optional<String> until = untilColumn(table);
        Optional<String> words =
                sentence.isPresent() || until.isEmpty() || holdsRuns(table)
                        ? sentence
                        : text(table);
        if (words.isPresent() && !regular) {
            return new Layout.Events(table, until, words.get(), states(table, true));
        }
        if (table.entityColumn().isEmpty()) {
            return new Layout.Unused(table, "no column holds mostly ids of entities");
        }
        Optional<String> measure = measureColumn(table);
        if (measure.isPresent()) {
            return new Layout.LongSamples(table, measure.get(), table.numericColumns());
        }
        Layout.States states = states(table, false);
        if (table.numericColumns().isEmpty() && states.columns().isEmpty()) {
            return new Layout.Unused(table, "it has neither numbers nor states");
        }
        List<String> labels =
                table.entityColumns().stream()
                        .filter(c -> !c.equals(table.entityColumn().orElse("")))
                        .toList();
        return new Layout.Samples(table, labels, table.numericColumns(), states);
    }

    /**
     * Whether its "normal" rows are things that happened, and not ends of alarms: most of them
     * follow no alarm of their entity, as {@code type: Normal} in events of Kubernetes.
     */
    private boolean isLog(AlarmTable alarms) {
        Set<String> open = new HashSet<>();
        int over = 0;
        int ends = 0;
        for (Alarm alarm : alarms.alarms(ANY_TIME, isEntity)) {
            if (alarm.severity() == Severity.CLEARED) {
                over++;
                ends += open.remove(alarm.entity()) ? 1 : 0;
            } else {
                open.add(alarm.entity());
            }
        }
        return over > 0 && 2 * ends <= over;
    }

    private List<String> wideColumns(TelemetryTable table) {
        List<String> entities = table.numericColumns().stream().filter(isEntity).toList();
        return 2 * entities.size() > table.numericColumns().size() ? entities : List.of();
    }

    /** The text column with the longest sentences. */
    private static Optional<String> sentences(TelemetryTable table) {
        String best = "";
        double longest = SENTENCE;
        for (String column : plainTexts(table)) {
            if (isTime(table, column)) {
                continue;
            }
            int looked = 0;
            int spaced = 0;
            long length = 0;
            for (String text : sample(table, column)) {
                looked++;
                // The digits of a telephone number stand apart too, but say nothing.
                spaced += text.indexOf(' ') > 0 && isMostlyLetters(text) ? 1 : 0;
                length += text.length();
            }
            if (looked > 0 && 2 * spaced > looked && (double) length / looked > longest) {
                longest = (double) length / looked;
                best = column;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static boolean isMostlyLetters(String text) {
        return 2 * text.chars().filter(Character::isLetter).count() > text.length();
    }

    /** Whether it holds runs of a few jobs, with how long each took: they are samples. */
    private static boolean holdsRuns(TelemetryTable table) {
        return !table.numericColumns().isEmpty()
                && table.entityColumn()
                        .filter(c -> table.size() >= RUNS * table.distinct(c).size())
                        .isPresent();
    }

    /** The text column with the longest texts that are no times. */
    private static Optional<String> text(TelemetryTable table) {
        return plainTexts(table).stream()
                .filter(c -> !isTime(table, c))
                .max(Comparator.comparingDouble(c -> length(table, c)));
    }

    /** Of the texts of a column, on average. */
    private static double length(TelemetryTable table, String column) {
        return sample(table, column).stream().mapToInt(String::length).average().orElse(0);
    }

    private static List<String> plainTexts(TelemetryTable table) {
        return table.textColumns().stream()
                .filter(c -> !table.entityColumns().contains(c))
                .toList();
    }

    private static List<String> sample(TelemetryTable table, String column) {
        int step = Math.max(1, table.size() / SAMPLE);
        List<String> values = new ArrayList<>();
        for (int row = 0; row < table.size(); row += step) {
            String text = table.text(row, column).strip();
            if (!text.isEmpty()) {
                values.add(text);
            }
        }
        return values;
    }

    /** Whether most gaps between different times are the same. */
    private static boolean isRegular(TelemetryTable table) {
        List<Long> gaps = new ArrayList<>();
        for (int row = 1; row < table.size() && gaps.size() < SAMPLE; row++) {
            long gap = table.time(row) - table.time(row - 1);
            if (gap > 0) {
                gaps.add(gap);
            }
        }
        if (gaps.size() < 3) {
            return false;
        }
        List<Long> sorted = gaps.stream().sorted().toList();
        long median = sorted.get(sorted.size() / 2);
        long same = gaps.stream().filter(gap -> Math.abs(gap - median) <= median / 10).count();
        return same >= REGULAR * gaps.size();
    }

    /** The column that tells rows of one entity and time apart: what they measure. */
    private static Optional<String> measureColumn(TelemetryTable table) {
        String entity = table.entityColumn().orElseThrow();
        if (table.numericColumns().isEmpty() || isUnique(table, entity, "")) {
            return Optional.empty();
        }
        return plainTexts(table).stream()
                .filter(c -> table.distinct(c).size() <= MAX_CODES)
                .filter(c -> isUnique(table, entity, c))
                .findFirst();
    }

    /** Whether hardly any two rows have the same time, entity and, if given, value. */
    private static boolean isUnique(TelemetryTable table, String entity, String column) {
        Set<String> keys = new HashSet<>();
        int rows = Math.min(table.size(), SAMPLE);
        for (int row = 0; row < rows; row++) {
            String value = column.isEmpty() ? "" : table.text(row, column);
            keys.add(table.time(row) + "\0" + table.text(row, entity) + "\0" + value);
        }
        return keys.size() >= 0.9 * rows;
    }

    /** A log of changes, with the state before and after, may hold several states of an entity. */
    private static Layout.States states(TelemetryTable table, boolean named) {
        List<String> columns = stateColumns(table, named);
        boolean isLogOfChanges =
                plainTexts(table).stream().anyMatch(c -> isCalled(c, "former"))
                        && columns.stream().anyMatch(c -> isCalled(c, "state"));
        if (!isLogOfChanges) {
            return new Layout.States(columns, Optional.empty());
        }
        return new Layout.States(
                columns.stream().filter(c -> isCalled(c, "state")).toList(),
                plainTexts(table).stream()
                        .filter(c -> isCalled(c, "attribute"))
                        .filter(c -> table.distinct(c).size() <= MAX_CODES)
                        .findFirst());
    }

    private static boolean isTime(TelemetryTable table, String column) {
        return TimeColumn.decide(table.distinct(column)).format().isPresent();
    }

    private static boolean isCalled(String column, String key) {
        return Words.of(column).stream().anyMatch(WORDS.getOrDefault(key, List.of())::contains);
    }

    /** Columns with few words; of events only those whose name says that they are states. */
    private static List<String> stateColumns(TelemetryTable table, boolean named) {
        List<String> states = new ArrayList<>();
        for (String column : plainTexts(table)) {
            int different = table.distinct(column).size();
            boolean isNamed = isCalled(column, "state");
            boolean isTime = isTime(table, column);
            boolean isPast = isCalled(column, "former");
            if (different > 0
                    && different <= MAX_CODES
                    && !isTime
                    && !isPast
                    && (isNamed || !named)) {
                states.add(column);
            }
        }
        return states;
    }

    private static Optional<String> untilColumn(TelemetryTable table) {
        return plainTexts(table).stream()
                .filter(c -> isCalled(c, "end"))
                .filter(c -> isTime(table, c))
                .findFirst();
    }
}
