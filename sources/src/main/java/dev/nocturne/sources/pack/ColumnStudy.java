package dev.nocturne.sources.pack;

import dev.nocturne.sources.pack.time.TimeColumn;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the cells of one column of a file have in common. Gathered in one pass over the rows. */
final class ColumnStudy {

    /** With so large a share of numbers the rest are cells that failed, not texts. */
    private static final double NUMBERS = 0.95;

    /** Different values that are kept; names and codes of a column have fewer. */
    private static final int MAX_DISTINCT = 2_000_000;

    /** Texts that are no number and kept to compare with ids of entities. */
    private static final int MAX_ODD = 1_000;

    /** A cell and where it stands. */
    record Found(int line, String cell) {}

    private final String name;
    private final Map<NumberFormat, Integer> numbers = new EnumMap<>(NumberFormat.class);
    private final Set<String> times = new LinkedHashSet<>();
    private final Set<String> odd = new LinkedHashSet<>();
    private final boolean isNamedTime;
    private boolean hasOtherThanDates;
    private Optional<Found> firstOdd = Optional.empty();
    private int filled;
    private int missing;
    private int unambiguous;

    ColumnStudy(String name) {
        this.name = name;
        this.isNamedTime = ColumnWords.isTime(name);
    }

    String name() {
        return name;
    }

    int missing() {
        return missing;
    }

    void look(int line, String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            missing++;
            return;
        }
        boolean plain = !Double.isNaN(NumberFormat.PLAIN.parse(text));
        if (!plain && ColumnWords.isMissing(text)) {
            missing++;
            return;
        }
        filled++;
        if (!isNamedTime && !hasOtherThanDates) {
            // Numbers of seconds are times only by the name of their column: counters rise too.
            hasOtherThanDates = plain || !isDate(text);
        }
        if (maybeTime() && times.size() < MAX_DISTINCT) {
            times.add(text);
        }
        if (plain) {
            numbers.merge(NumberFormat.PLAIN, 1, Integer::sum);
        } else {
            if (firstOdd.isEmpty()) {
                firstOdd = Optional.of(new Found(line, text));
            }
            if (odd.size() < MAX_ODD) {
                odd.add(text);
            }
        }
        if (Character.isDigit(text.charAt(0)) || "+-\u2212".indexOf(text.charAt(0)) >= 0) {
            lookAtFormats(text);
        }
    }

    private void lookAtFormats(String text) {
        for (NumberFormat format : NumberFormat.values()) {
            if (format != NumberFormat.PLAIN && !Double.isNaN(format.parse(text))) {
                numbers.merge(format, 1, Integer::sum);
            }
        }
        boolean separated = text.indexOf(',') >= 0;
        if (separated && !NumberFormat.isAmbiguous(text)) {
            unambiguous++;
        }
    }

    /** The format of the column's numbers; absent when it holds texts. */
    Optional<NumberFormat> numberFormat(Predicate<String> isEntityId) {
        if (filled == 0) {
            return Optional.empty();
        }
        int plain = numbers.getOrDefault(NumberFormat.PLAIN, 0);
        if (plain == filled) {
            return Optional.of(NumberFormat.PLAIN);
        }
        for (NumberFormat format : NumberFormat.values()) {
            boolean certain = format == NumberFormat.PERCENT || unambiguous > 0;
            if (numbers.getOrDefault(format, 0) == filled && certain) {
                return Optional.of(format);
            }
        }
        boolean mostly = plain >= NUMBERS * filled && odd.stream().noneMatch(isEntityId);
        return mostly ? Optional.of(NumberFormat.PLAIN) : Optional.empty();
    }

    /** Whether all cells are numbers such as 1,234 that can be read in two ways. */
    boolean isAmbiguous() {
        return filled > 0
                && unambiguous == 0
                && numbers.getOrDefault(NumberFormat.PLAIN, 0) < filled
                && numbers.getOrDefault(NumberFormat.GROUPED, 0) == filled;
    }

    /** The first cell that holds a value and no plain number. */
    Optional<Found> firstOdd() {
        return firstOdd;
    }

    private static boolean isDate(String text) {
        return TimeColumn.decide(Set.of(text)).format().isPresent();
    }

    /** Whether it may say when: by its name, or because it holds dates and nothing else. */
    boolean maybeTime() {
        return isNamedTime || (filled > 0 && !hasOtherThanDates);
    }

    boolean isNamedTime() {
        return isNamedTime;
    }

    TimeColumn.Decision times() {
        return TimeColumn.decide(times);
    }

    /** A value of a column that may say when. */
    Optional<String> example() {
        return times.stream().findFirst();
    }
}
