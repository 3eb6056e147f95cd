package dev.nocturne.environment.alarm;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What each value of a column says of how bad an alarm is.
 *
 * @param values by the cell's text
 * @param convention whose scale numbers are taken to be; empty for words
 */
public record SeverityScale(Map<String, Severity> values, String convention) {

    public SeverityScale {
        values = Map.copyOf(values);
    }

    public Severity of(String cell) {
        return values.getOrDefault(cell, Severity.INFO);
    }

    /** The values of each severity, worst first, and the convention. */
    public String words() {
        Map<Severity, TreeSet<String>> bySeverity = new EnumMap<>(Severity.class);
        values.forEach((value, severity) ->
                bySeverity.computeIfAbsent(severity, s -> new TreeSet<>()).add(value));
        String mapping =
                new TreeMap<>(bySeverity)
                        .descendingMap().entrySet().stream()
                                .map(entry ->
                                        String.join(", ", entry.getValue())
                                                + " = "
                                                + entry.getKey().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining("; "));
        return convention.isEmpty() ? mapping : mapping + " (" + convention + ")";
    }

    /**
     * The scale of numbers.
     *
     * @param different the numbers that occur
     * @param over the numbers that only rows of ended alarms have
     */
    public static SeverityScale ofNumbers(
            String column, Collection<Integer> different, Collection<Integer> over) {
        TreeSet<Integer> all = new TreeSet<>(different);
        int least = all.first();
        int most = all.last();
        boolean overIsLow = !over.isEmpty() && over.stream().allMatch(n -> n <= least + 1);
        boolean overIsHigh = !over.isEmpty() && over.stream().allMatch(n -> n >= most - 1);
        Map<String, Severity> values = new HashMap<>();
        String convention;
        List<Severity> scale;
        if (AlarmWords.isNamed(column, "syslog column") || most > 5) {
            convention = "0 is the worst, as in syslog (RFC 5424)";
            scale =
                    List.of(
                            Severity.CRITICAL,
                            Severity.CRITICAL,
                            Severity.CRITICAL,
                            Severity.MAJOR,
                            Severity.WARNING,
                            Severity.INFO,
                            Severity.INFO,
                            Severity.INFO);
        } else if ((overIsLow && !overIsHigh) || (over.isEmpty() && least == 0)) {
            convention =
                    over.isEmpty()
                            ? "5 is the worst, as in Zabbix"
                            : "5 is the worst, because ended alarms have the lowest number";
            scale =
                    List.of(
                            Severity.INFO,
                            Severity.INFO,
                            Severity.WARNING,
                            Severity.MINOR,
                            Severity.MAJOR,
                            Severity.CRITICAL);
        } else {
            convention =
                    over.isEmpty()
                            ? "1 is the worst, as in PagerDuty, ServiceNow and ITIL"
                            : "1 is the worst, because ended alarms have the highest number";
            scale =
                    List.of(
                            Severity.CRITICAL,
                            Severity.CRITICAL,
                            Severity.MAJOR,
                            Severity.MINOR,
                            Severity.WARNING,
                            Severity.INFO);
        }
        for (int number : all) {
            values.put(
                    String.valueOf(number),
                    over.contains(number) ? Severity.CLEARED : scale.get(number));
        }
        return new SeverityScale(values, convention);
    }
}
