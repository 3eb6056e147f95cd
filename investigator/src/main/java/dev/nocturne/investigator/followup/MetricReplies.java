package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Figures: now, at a time, and compared with another time. */
final class MetricReplies {
    private static final int MAX = 10;
    private static final int DAY = 1;
    private static final int WEEK = 7;
    private static final long HOUR = 3_600_000;

    /** Of another day, so much before and after the same time. */
    private static final long AROUND = Duration.ofMinutes(15).toMillis();

    private final Facts facts;

    MetricReplies(Facts facts) {
        this.facts = facts;
    }

    /** Whose figures a question means: those it names with their parts, else cause and subject. */
    Set<String> about(Question question) {
        Set<String> about = new LinkedHashSet<>();
        List<String> meant = new ArrayList<>(facts.meant(question.entities()));
        if (question.entities().isEmpty()) {
            facts.subject().ifPresent(meant::add);
        }
        meant.forEach(e -> about.addAll(facts.withParts(e)));
        meant.forEach(e -> about.addAll(facts.watchers(e)));
        boolean elsewhere =
                question.entities().isEmpty()
                        && !question.measures().isEmpty()
                        && about.stream().noneMatch(e -> isMeasured(question, e));
        if (elsewhere) {
            facts.near().stream()
                    .filter(e -> isMeasured(question, e))
                    .limit(MAX)
                    .forEach(about::add);
        }
        return about;
    }

    private boolean isMeasured(Question question, String entity) {
        return facts.analysis().snapshot().series(entity).stream()
                .flatMap(s -> Words.of(s.metric()).stream())
                .anyMatch(w -> question.measures().stream().anyMatch(m -> m.contains(w)));
    }

    /** How far back values are needed. */
    static Duration reach(Question question) {
        return switch (question.intent()) {
            case COMPARE -> Duration.ofDays(WEEK + DAY);
            default -> Duration.ofDays(DAY);
        };
    }

    /** Figures of the entities; those that the question names, the worst first. */
    String numbers(Question question, Snapshot asked) {
        Set<String> about = about(question);
        List<Series> all = series(about, asked);
        if (all.isEmpty()) {
            return "There are no measurements of " + Say.list(List.copyOf(about), 3) + ".";
        }
        List<Series> wanted = named(question, all);
        if (wanted.isEmpty()) {
            return notMeasured(question, about, all);
        }
        List<String> lines = new ArrayList<>();
        for (Series series : wanted) {
            String line =
                    question.window()
                            .map(w -> within(series, w))
                            .orElseGet(() -> now(series) + before(question, series));
            if (!line.isEmpty()) {
                lines.add("- " + line);
            }
        }
        if (lines.isEmpty()) {
            return "Nothing of "
                    + Say.list(List.copyOf(about), 3)
                    + " was measured "
                    + question.window()
                            .map(w -> Say.between(w.from(), w.until()))
                            .orElse("up to " + Say.dateTime(facts.latest()))
                    + ".";
        }
        String more = lines.size() > MAX ? "\n- and " + (lines.size() - MAX) + " more metrics" : "";
        return String.join("\n", lines.stream().limit(MAX).toList()) + more;
    }

    private static String notMeasured(Question question, Set<String> about, List<Series> all) {
        List<String> asked =
                question.measures().stream()
                        .flatMap(m -> question.words().stream().filter(m::contains))
                        .distinct()
                        .toList();
        return "No metric of "
                + Say.list(List.copyOf(about), 3)
                + " has to do with "
                + String.join(" or ", asked)
                + "; measured are "
                + Say.list(all.stream().map(Series::metric).distinct().toList(), 8)
                + ".";
    }

    private List<Series> series(Set<String> about, Snapshot asked) {
        List<Series> all = new ArrayList<>();
        for (String entity : about) {
            List<Series> own = asked.series(entity);
            all.addAll(own.isEmpty() ? facts.analysis().snapshot().series(entity) : own);
        }
        return all;
    }

    /** The metrics that the question names; if it names no measure at all, every one. */
    private List<Series> named(Question question, List<Series> all) {
        Set<String> words = new LinkedHashSet<>(question.words());
        question.measures().forEach(words::addAll);
        List<Series> named =
                all.stream()
                        .filter(s ->
                                Words.of(s.metric()).stream()
                                        .anyMatch(w -> words.stream().anyMatch(o -> begins(w, o))))
                        .toList();
        List<Series> exact =
                all.stream()
                        .filter(s ->
                                question.words().contains(String.join("", Tokens.of(s.metric()))))
                        .toList();
        List<Series> wanted =
                !exact.isEmpty()
                        ? exact
                        : !named.isEmpty()
                                ? named
                                : question.measures().isEmpty()
                                        ? all
                                        : all.stream().filter(s -> isUnnamed(s)).toList();
        return wanted.stream()
                .sorted(Comparator.comparingDouble((Series s) -> -strength(s)))
                .toList();
    }

    /** A sensor's table often calls its only metric "value". */
    private static boolean isUnnamed(Series series) {
        return Words.of(series.metric()).stream().anyMatch(Language.all("any measure")::contains);
    }

    private double strength(Series series) {
        return deviation(series).map(Deviation::strength).orElse(0.0);
    }

    /** Whether one is the other, or long enough the beginning of it: mem and memory. */
    private static boolean begins(String one, String other) {
        return one.equals(other)
                || (Math.min(one.length(), other.length()) >= 3
                        && (one.startsWith(other) || other.startsWith(one)));
    }

    private Optional<Deviation> deviation(Series series) {
        return facts.finding().health().of(series.entity()).stream()
                .filter(d -> d.column().equals(series.metric()) && d.table().equals(series.group()))
                .findFirst();
    }

    /** The last value up to the alert, and how it is judged. */
    private String now(Series series) {
        int last = lastUpTo(series, facts.latest());
        if (last < 0) {
            return "";
        }
        String head = series.entity() + " " + series.metric() + ": ";
        String value =
                Say.number(series.values()[last]) + " at " + facts.time(series.times()[last]);
        if (Counters.isCounter(series)) {
            return head + value + risen(series, last);
        }
        Optional<Deviation> judged = deviation(series);
        if (judged.isEmpty()) {
            int first = lastUpTo(series, facts.onset().orElse(Long.MIN_VALUE) - 1);
            return head
                    + value
                    + (first >= 0 && first < last
                            ? ", before it "
                                    + Say.number(series.values()[first])
                                    + " at "
                                    + facts.time(series.times()[first])
                            : "");
        }
        Deviation d = judged.get();
        String verdict =
                d.failing()
                        ? "abnormal since " + facts.time(d.since()) + "; "
                        : d.drifting() ? "drifting steadily; " : "";
        return head + verdict + value + ", usually " + Say.number(d.usualValue());
    }

    /** For a trend: the value an hour before. */
    private String before(Question question, Series series) {
        int last = lastUpTo(series, facts.latest());
        int hour = last < 0 ? -1 : lastUpTo(series, series.times()[last] - HOUR);
        return hour < 0 || question.intent() != Intent.METRIC
                ? ""
                : ", an hour before " + Say.number(series.values()[hour]);
    }

    private String risen(Series series, int last) {
        int before = lastUpTo(series, facts.onset().orElse(Long.MIN_VALUE) - 1);
        if (before < 0) {
            return " (it only counts up)";
        }
        double more = series.values()[last] - series.values()[before];
        return more < 0
                ? " (it was reset since)"
                : ", " + Say.number(more) + " more than at " + facts.time(series.times()[before]);
    }

    private String within(Series series, Window window) {
        double[] values = values(series, window);
        if (values.length == 0) {
            return "";
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return series.entity()
                + " "
                + series.metric()
                + " "
                + Say.between(window.from(), window.until())
                + ": "
                + (values.length == 1
                        ? Say.number(values[0])
                        : "from "
                                + Say.number(values[0])
                                + " to "
                                + Say.number(values[values.length - 1])
                                + ", lowest "
                                + Say.number(sorted[0])
                                + ", highest "
                                + Say.number(sorted[sorted.length - 1]));
    }

    private static double[] values(Series series, Window window) {
        double[] found = new double[series.size()];
        int count = 0;
        for (int i = 0; i < series.size(); i++) {
            if (window.contains(series.times()[i]) && !Double.isNaN(series.values()[i])) {
                found[count++] = series.values()[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int lastUpTo(Series series, long time) {
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= time && !Double.isNaN(series.values()[i])) {
                return i;
            }
        }
        return -1;
    }

    /** The medians of now and of the same time on an earlier day, and what is usual. */
    String compare(Question question, Snapshot asked) {
        Set<String> about = about(question);
        List<Series> all = series(about, asked);
        if (all.isEmpty()) {
            return "There are no measurements of "
                    + Say.list(List.copyOf(about), 3)
                    + " to compare.";
        }
        List<Series> wanted = named(question, all);
        if (wanted.isEmpty()) {
            return notMeasured(question, about, all);
        }
        long until = facts.latest();
        long from = Math.min(facts.onset().orElse(facts.finding().alert().start()), until);
        List<Integer> days = question.daysBack().map(List::of).orElse(List.of(DAY, WEEK));
        List<String> lines = new ArrayList<>();
        for (Series series : wanted) {
            compared(series, new Window(from, until), days).ifPresent(lines::add);
        }
        return lines.isEmpty()
                ? "Nothing of "
                        + Say.list(List.copyOf(about), 3)
                        + " was measured "
                        + Say.between(from, until)
                        + "."
                : (facts.onset().isPresent() ? "Medians since it began, " : "Medians ")
                        + Say.between(from, until)
                        + ", and around the same time before:\n"
                        + String.join("\n", lines.stream().limit(MAX).toList());
    }

    private Optional<String> compared(Series series, Window now, List<Integer> days) {
        double[] values = values(series, now);
        int last = lastUpTo(series, now.until());
        if (last < 0 || Counters.isCounter(series)) {
            return Optional.empty();
        }
        double value = values.length == 0 ? series.values()[last] : Stats.median(values);
        List<String> others = new ArrayList<>();
        deviation(series).ifPresent(d -> others.add("usually " + Say.number(d.usualValue())));
        for (int back : days) {
            long shift = Duration.ofDays(back).toMillis();
            double[] then =
                    values(
                            series,
                            new Window(now.from() - shift - AROUND, now.until() - shift + AROUND));
            String day = back == DAY ? "the day before" : back + " days before";
            others.add(
                    then.length == 0
                            ? "of "
                                    + day
                                    + " there are no values (the first here is of "
                                    + Say.dateTime(series.times()[0])
                                    + ")"
                            : day + " " + Say.number(Stats.median(then)));
        }
        return Optional.of(
                "- "
                        + series.entity()
                        + " "
                        + series.metric()
                        + ": "
                        + Say.number(value)
                        + "; "
                        + String.join(", ", others));
    }
}
