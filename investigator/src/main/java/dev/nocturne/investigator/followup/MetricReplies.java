package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.signal.Stats;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Figures: now, at a time, and compared with another time. */
final class MetricReplies {
    private static final int MAX = 10;
    private static final long HOUR = 3_600_000;

    /** Fewer values do not say what is usual. */
    private static final int ENOUGH = 5;

    private final Facts facts;
    private final SeriesFinder finder;

    MetricReplies(Facts facts, SeriesFinder finder) {
        this.facts = facts;
        this.finder = finder;
    }

    /** Figures of the entities; those that the question names, the worst first. */
    String numbers(Question question, Snapshot asked) {
        Set<String> about = finder.about(question);
        SeriesFinder.Found found = finder.find(question, asked);
        if (found.series().isEmpty()) {
            return found.missing();
        }
        List<Series> wanted = found.series();
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

    /** The last value up to the alert, and how it is judged. */
    private String now(Series series) {
        int last = lastUpTo(series, facts.latest());
        if (last < 0) {
            return "";
        }
        String head = series.entity() + " " + series.metric() + ": ";
        String value =
                Say.number(series.values()[last]) + " at " + facts.time(series.times()[last]);
        if (ValueReplies.countsUp(series)) {
            return head + value + risen(series, last);
        }
        Optional<Deviation> judged = finder.deviation(series);
        if (judged.isEmpty()) {
            int first = lastUpTo(series, facts.onset().orElse(Long.MIN_VALUE) - 1);
            double[] past = values(series, new Window(Long.MIN_VALUE, series.times()[last] - 1));
            return head
                    + value
                    + (past.length >= ENOUGH ? ", usually " + Say.number(Stats.median(past)) : "")
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
        boolean known = hour >= 0 && series.times()[last] - series.times()[hour] < 2 * HOUR;
        return !known || question.intent() != Intent.METRIC
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
                : ", "
                        + Say.number(more)
                        + " more than at "
                        + facts.time(series.times()[before])
                        + lately(series, last, before);
    }

    /** How fast it counts now. */
    private static String lately(Series series, int last, int since) {
        int hour = lastUpTo(series, series.times()[last] - HOUR);
        boolean known = hour > since && series.times()[last] - series.times()[hour] < 3 * HOUR / 2;
        double more = known ? series.values()[last] - series.values()[hour] : -1;
        return more < 0 ? "" : ", " + Say.number(more) + " of it in the last hour";
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

    static double[] values(Series series, Window window) {
        double[] found = new double[series.size()];
        int count = 0;
        for (int i = 0; i < series.size(); i++) {
            if (window.contains(series.times()[i]) && !Double.isNaN(series.values()[i])) {
                found[count++] = series.values()[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    static int lastUpTo(Series series, long time) {
        for (int i = series.size() - 1; i >= 0; i--) {
            if (series.times()[i] <= time && !Double.isNaN(series.values()[i])) {
                return i;
            }
        }
        return -1;
    }
}
