package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Figures of now beside those of another day. */
final class CompareReplies {
    private static final int MAX = 10;
    private static final int DAY = 1;
    private static final int WEEK = 7;

    /** No more than so much of now is compared. */
    private static final long LONGEST = Duration.ofHours(6).toMillis();

    /** Of another day, so much before and after the same time. */
    private static final long AROUND = Duration.ofMinutes(15).toMillis();

    private final Facts facts;
    private final SeriesFinder finder;

    CompareReplies(Facts facts, SeriesFinder finder) {
        this.facts = facts;
        this.finder = finder;
    }

    /** The medians of now and of the same time on an earlier day, and what is usual. */
    String compare(Question question, Snapshot asked) {
        Set<String> about = finder.about(question);
        SeriesFinder.Found found = finder.find(question, asked);
        if (found.series().isEmpty()) {
            boolean asks = Tokens.hasAny(question.words(), Language.all("asks same"));
            String alarms = asks ? sameAlarms(question, asked, then(question)) : "";
            return alarms.isEmpty() ? found.missing() : alarms.strip();
        }
        List<Series> wanted = found.series();
        long until = facts.latest();
        long from = from();
        List<Integer> days = question.daysBack().map(List::of).orElse(List.of(DAY, WEEK));
        List<String> lines = new ArrayList<>();
        for (Series series : wanted) {
            compared(series, new Window(from, until), days, asked).ifPresent(lines::add);
        }
        return lines.isEmpty()
                ? "Nothing of "
                        + Say.list(List.copyOf(about), 3)
                        + " was measured "
                        + Say.between(from, until)
                        + "."
                : same(question, wanted, asked)
                        + (from == facts.onset().orElse(Long.MIN_VALUE)
                                ? "Medians since it began, "
                                : "Medians ")
                        + Say.between(from, until)
                        + ", and around the same time before:\n"
                        + String.join("\n", lines.stream().limit(MAX).toList());
    }

    /** Since it began, but no more than the last hours: days that overlap cannot be compared. */
    private long from() {
        long until = facts.latest();
        long began = Math.min(facts.onset().orElse(facts.finding().alert().start()), until);
        return Math.max(began, until - LONGEST);
    }

    /** The alarms of the same time on another day are needed to say whether it was the same. */
    Window then(Question question) {
        long shift = Duration.ofDays(question.daysBack().orElse(DAY)).toMillis();
        return new Window(from() - shift - AROUND, facts.latest() - shift + AROUND);
    }

    /** Yes or no, where a question asks whether it was the same. */
    private String same(Question question, List<Series> wanted, Snapshot asked) {
        boolean asks = Tokens.hasAny(question.words(), Language.all("asks same"));
        if (!asks) {
            return "";
        }
        Window now = new Window(from(), facts.latest());
        Window then = then(question);
        for (Series series : wanted) {
            Optional<Deviation> judged = finder.deviation(series).filter(Deviation::failing);
            double[] values = MetricReplies.values(series, now);
            double[] other = MetricReplies.values(series, then);
            if (judged.isPresent() && values.length > 0 && other.length > 0) {
                double usual = judged.get().usualValue();
                boolean alike =
                        2 * Math.abs(Stats.median(other) - usual)
                                > Math.abs(Stats.median(values) - usual);
                return alike
                        ? "Yes, in " + ValueReplies.name(series) + " it was like that. "
                        : "No: " + ValueReplies.name(series) + " was then near its usual value. ";
            }
        }
        return sameAlarms(question, asked, then);
    }

    private String sameAlarms(Question question, Snapshot asked, Window then) {
        List<String> about = facts.meant(question.entities());
        boolean now =
                facts.alarms(about).stream()
                        .anyMatch(a -> a.time() >= facts.finding().alert().start() - LONGEST);
        boolean before =
                asked.alarms().stream()
                        .anyMatch(a -> then.contains(a.time()) && about.contains(a.entity()));
        return now && !before ? "No: no alarm of " + Say.list(about, 3) + " was raised then. " : "";
    }

    /** Other counters of the same entity and table. */
    private List<Series> counters(Series series, Snapshot asked) {
        return asked.series(series.entity()).stream()
                .filter(s -> s.group().equals(series.group()) && s.labels().equals(series.labels()))
                .filter(s -> !s.metric().equals(series.metric()) && ValueReplies.countsUp(s))
                .toList();
    }

    /** Of what only counts up, by how much it did, and what share of another count that is. */
    private static Optional<String> risen(
            Series series, List<Series> counters, Window now, List<Integer> days) {
        List<String> others = new ArrayList<>();
        for (int back : days) {
            long shift = Duration.ofDays(back).toMillis();
            Window then = new Window(now.from() - shift, now.until() - shift);
            risen(series, then)
                    .ifPresent(more ->
                            others.add(
                                    day(back)
                                            + " by "
                                            + Say.number(more)
                                            + share(series, more, counters, then)));
        }
        return risen(series, now)
                .filter(more -> !others.isEmpty())
                .map(more ->
                        "- "
                                + ValueReplies.name(series)
                                + " rose by "
                                + Say.number(more)
                                + share(series, more, counters, now)
                                + "; "
                                + String.join(", ", others));
    }

    /** Of hits and misses together where both are counted, else of the largest count beside it. */
    private static String share(Series series, double more, List<Series> counters, Window window) {
        double most = more;
        String whole = "";
        for (Series other : counters) {
            double risen = risen(other, window).orElse(0.0);
            if (isOpposite(series, other)) {
                return more + risen <= 0
                        ? ""
                        : " ("
                                + Say.percent(more / (more + risen))
                                + " of it and "
                                + other.metric()
                                + " together)";
            }
            if (risen > most) {
                most = risen;
                whole = other.metric();
            }
        }
        return whole.isEmpty() ? "" : " (" + Say.percent(more / most) + " of " + whole + ")";
    }

    /** Names that differ in one word, which is the opposite of the other: hits and misses. */
    private static boolean isOpposite(Series one, Series other) {
        List<String> mine = new ArrayList<>(Words.of(one.metric()));
        List<String> theirs = new ArrayList<>(Words.of(other.metric()));
        List<String> same = new ArrayList<>(mine);
        same.retainAll(theirs);
        mine.removeAll(same);
        theirs.removeAll(same);
        return mine.size() == 1
                && theirs.size() == 1
                && Language.groups("opposites of ").values().stream()
                        .anyMatch(
                                g -> g.contains(mine.getFirst()) && g.contains(theirs.getFirst()));
    }

    /** Empty where it was set back in that time, or has too few values. */
    private static Optional<Double> risen(Series series, Window window) {
        double[] values = MetricReplies.values(series, window);
        return values.length < 2 || values[values.length - 1] < values[0]
                ? Optional.empty()
                : Optional.of(values[values.length - 1] - values[0]);
    }

    private static String day(int back) {
        return back == DAY ? "the day before" : back + " days before";
    }

    private Optional<String> compared(
            Series series, Window now, List<Integer> days, Snapshot asked) {
        double[] values = MetricReplies.values(series, now);
        int last = MetricReplies.lastUpTo(series, now.until());
        if (last >= 0 && ValueReplies.countsUp(series)) {
            return risen(series, counters(series, asked), now, days);
        }
        if (last < 0) {
            return Optional.empty();
        }
        double value = values.length == 0 ? series.values()[last] : Stats.median(values);
        List<String> others = new ArrayList<>();
        finder.deviation(series)
                .ifPresent(d -> others.add("usually " + Say.number(d.usualValue())));
        for (int back : days) {
            long shift = Duration.ofDays(back).toMillis();
            double[] then =
                    MetricReplies.values(
                            series,
                            new Window(now.from() - shift - AROUND, now.until() - shift + AROUND));
            String day = day(back);
            others.add(
                    then.length == 0
                            ? "of "
                                    + day
                                    + " there are no values (the first here is of "
                                    + Say.dateTime(series.times()[0])
                                    + ": "
                                    + Say.number(series.values()[0])
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
