package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The lowest and highest values, sums of what is counted, and since when a value moves. */
final class ValueReplies {
    private static final int MAX = 8;
    private static final long DAY = 24 * 3_600_000L;

    /** A value has moved when it is so much of its range away from where it turned. */
    private static final double MOVED = 0.2;

    /** A change between two values that is so much of the range is a step. */
    private static final double STEP = 0.5;

    /** Fewer steps do not tell a counter. */
    private static final int MANY = 20;

    /** What stays lower than this may be a number of things that did not fall yet. */
    private static final double LARGE = 1_000;

    private final Facts facts;

    ValueReplies(Facts facts) {
        this.facts = facts;
    }

    /** How far it went: the extremes since it began, and what was usual before. */
    String extremes(List<Series> wanted, Question question) {
        Window window = question.window().orElse(sinceItBegan());
        List<Series> sorted =
                wanted.stream()
                        .filter(s -> !countsUp(s))
                        .sorted(Comparator.comparingDouble((Series s) -> -moved(s, window)))
                        .toList();
        List<String> lines = new ArrayList<>();
        for (Series series : sorted) {
            extreme(series, window).ifPresent(lines::add);
        }
        return lines.isEmpty()
                ? "I cannot answer that: nothing of it was measured "
                        + Say.between(window.from(), window.until())
                        + "."
                : Character.toUpperCase(Say.between(window.from(), window.until()).charAt(0))
                        + Say.between(window.from(), window.until()).substring(1)
                        + ":\n"
                        + String.join("\n", lines.stream().limit(MAX).toList());
    }

    /** From the onset, but at least and at most the last day. */
    private Window sinceItBegan() {
        long until = facts.latest();
        long onset = facts.onset().orElse(until - DAY / 2);
        return new Window(Math.max(Math.min(onset, until - DAY / 24), until - DAY), until);
    }

    private static double moved(Series series, Window window) {
        double[] then = values(series, window);
        double[] before = values(series, new Window(Long.MIN_VALUE, window.from() - 1));
        if (then.length == 0 || before.length == 0) {
            return 0;
        }
        double usual = Stats.median(before);
        double spread = Math.max(1e-9, Math.abs(usual));
        double far = 0;
        for (double value : then) {
            far = Math.max(far, Math.abs(value - usual) / spread);
        }
        return far;
    }

    private Optional<String> extreme(Series series, Window window) {
        int low = -1;
        int high = -1;
        for (int i = 0; i < series.size(); i++) {
            if (window.contains(series.times()[i]) && !Double.isNaN(series.values()[i])) {
                low = low < 0 || series.values()[i] < series.values()[low] ? i : low;
                high = high < 0 || series.values()[i] > series.values()[high] ? i : high;
            }
        }
        if (low < 0) {
            return Optional.empty();
        }
        double[] before = values(series, new Window(Long.MIN_VALUE, window.from() - 1));
        return Optional.of(
                "- "
                        + name(series)
                        + ": lowest "
                        + at(series, low)
                        + ", highest "
                        + at(series, high)
                        + (before.length == 0
                                ? ""
                                : "; before that usually " + Say.number(Stats.median(before))));
    }

    /** With what distinguishes it from others of its entity. */
    static String name(Series series) {
        return series.entity()
                + " "
                + series.metric()
                + (series.labels().isEmpty()
                        ? ""
                        : " (" + String.join(", ", series.labels().values()) + ")");
    }

    private String at(Series series, int i) {
        return Say.number(series.values()[i]) + " at " + facts.time(series.times()[i]);
    }

    private static double[] values(Series series, Window window) {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (window.contains(series.times()[i]) && !Double.isNaN(series.values()[i])) {
                found.add(series.values()[i]);
            }
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How many in all, of what is counted per interval; the largest first. */
    String sums(List<Series> wanted, Question question) {
        Window window = question.window().orElse(new Window(facts.latest() - DAY, facts.latest()));
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (Series series : wanted) {
            String what =
                    series.labels().isEmpty()
                            ? series.entity() + " " + series.metric()
                            : series.metric()
                                    + " of "
                                    + String.join(", ", series.labels().values());
            sums.computeIfAbsent(what, Sum::new).add(series, window);
        }
        List<String> lines =
                sums.values().stream()
                        .filter(s -> !s.byTime.isEmpty())
                        .sorted(Comparator.comparingDouble(Sum::top).reversed())
                        .limit(MAX)
                        .map(s -> s.said(facts))
                        .toList();
        return lines.isEmpty()
                ? "I cannot answer that: nothing of it was counted "
                        + Say.between(window.from(), window.until())
                        + "."
                : "Counted "
                        + Say.between(window.from(), window.until())
                        + ":\n"
                        + String.join("\n", lines);
    }

    /** What is counted of the same thing at several places. */
    private static final class Sum {
        private final String what;
        private final Map<Long, Double> byTime = new TreeMap<>();

        Sum(String what) {
            this.what = what;
        }

        void add(Series series, Window window) {
            for (int i = 0; i < series.size(); i++) {
                if (window.contains(series.times()[i]) && !Double.isNaN(series.values()[i])) {
                    byTime.merge(series.times()[i], series.values()[i], Double::sum);
                }
            }
        }

        double top() {
            return byTime.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }

        String said(Facts facts) {
            double total = byTime.values().stream().mapToDouble(Double::doubleValue).sum();
            Map.Entry<Long, Double> top =
                    byTime.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            return "- "
                    + what
                    + ": "
                    + Say.number(total)
                    + " in all, the most "
                    + Say.number(top.getValue())
                    + " at "
                    + facts.time(top.getKey());
        }
    }

    /** By its name, or because it hardly ever falls and never stops to rise for long. */
    static boolean countsUp(Series series) {
        int steps = 0;
        int rises = 0;
        int falls = 0;
        boolean whole = true;
        double last = Double.NaN;
        for (double value : series.values()) {
            whole &= Double.isNaN(value) || value == Math.rint(value);
            if (!Double.isNaN(value)) {
                if (!Double.isNaN(last)) {
                    steps++;
                    rises += value > last ? 1 : 0;
                    falls += value < last ? 1 : 0;
                }
                last = value;
            }
        }
        return Counters.isCounter(series)
                || (whole && steps >= MANY && falls * MANY < steps && 2 * rises > steps)
                || (whole && steps >= MANY && falls == 0 && rises > 0 && last >= LARGE);
    }

    /** Whether the values of a series are numbers of things in each interval. */
    static boolean isCounted(Series series) {
        boolean share =
                Words.of(series.metric()).stream().anyMatch(Language.all("percent")::contains);
        if (share || countsUp(series)) {
            return false;
        }
        for (double value : series.values()) {
            if (!Double.isNaN(value) && (value < 0 || value != Math.rint(value))) {
                return false;
            }
        }
        return series.size() > 0;
    }

    /** When a value went to where it is now: in one step, else since when it moves. */
    Optional<String> began(List<Series> wanted) {
        return wanted.stream()
                .filter(s -> !countsUp(s))
                .flatMap(s -> step(s).or(() -> moving(s)).stream())
                .findFirst();
    }

    /** Where most of it happened from one value to the next, and it did not go back. */
    private Optional<String> step(Series series) {
        List<Integer> day = lastDay(series);
        if (day.size() < 4) {
            return Optional.empty();
        }
        double low = day.stream().mapToDouble(i -> series.values()[i]).min().orElseThrow();
        double range = day.stream().mapToDouble(i -> series.values()[i]).max().orElseThrow() - low;
        if (range <= 0) {
            return Optional.empty();
        }
        int at = day.get(1);
        for (int i = 1; i < day.size(); i++) {
            if (jump(series, day.get(i)) > jump(series, at)) {
                at = day.get(i);
            }
        }
        double before = series.values()[at - 1];
        double last = series.values()[day.getLast()];
        boolean stays = Math.abs(last - before) > Math.abs(last - series.values()[at]);
        return jump(series, at) < STEP * range || !stays
                ? Optional.empty()
                : Optional.of(
                        name(series)
                                + " went from "
                                + Say.number(before)
                                + " to "
                                + at(series, at)
                                + " and has not come back: "
                                + at(series, day.getLast())
                                + ".");
    }

    private static double jump(Series series, int at) {
        double jump = at == 0 ? 0 : Math.abs(series.values()[at] - series.values()[at - 1]);
        return Double.isNaN(jump) ? 0 : jump;
    }

    /** Since when a value falls or rises without turning back. */
    Optional<String> moving(List<Series> wanted) {
        return wanted.stream()
                .filter(s -> !countsUp(s))
                .flatMap(s -> moving(s).stream())
                .findFirst();
    }

    private List<Integer> lastDay(Series series) {
        List<Integer> day = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (series.times()[i] <= facts.latest()
                    && series.times()[i] > facts.latest() - DAY
                    && !Double.isNaN(series.values()[i])) {
                day.add(i);
            }
        }
        return day;
    }

    private Optional<String> moving(Series series) {
        List<Integer> day = lastDay(series);
        if (day.size() < 4) {
            return Optional.empty();
        }
        int high = day.getFirst();
        int low = day.getFirst();
        for (int i : day) {
            high = series.values()[i] >= series.values()[high] ? i : high;
            low = series.values()[i] <= series.values()[low] ? i : low;
        }
        int last = day.getLast();
        double range = series.values()[high] - series.values()[low];
        boolean falls =
                series.values()[high] - series.values()[last]
                        > series.values()[last] - series.values()[low];
        int turn = falls ? high : low;
        if (range <= 0 || Math.abs(series.values()[last] - series.values()[turn]) < MOVED * range) {
            return Optional.empty();
        }
        return Optional.of(
                name(series)
                        + (falls ? " has been falling since " : " has been rising since ")
                        + Say.dateTime(series.times()[turn])
                        + ", from "
                        + Say.number(series.values()[turn])
                        + " to "
                        + at(series, last)
                        + ".");
    }
}
