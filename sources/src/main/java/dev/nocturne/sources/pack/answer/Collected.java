package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Window;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the tables of a pack hold for one question, with the queries that find it. */
final class Collected<T> {
    private final List<T> found = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private final List<String> inVain = new ArrayList<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private long values;

    /** The query of a table; tables in which nothing was found only count if all are such. */
    void query(String sql, boolean found) {
        (found ? queries : inVain).add(sql);
    }

    void add(T item) {
        found.add(item);
    }

    /**
     * Adds the newest as far as the limit allows.
     *
     * @param items oldest first
     * @param what names them where some are left out: {@code alarms}
     */
    void addNewest(List<T> items, int limit, String what) {
        int from = Math.max(0, items.size() - limit);
        found.addAll(items.subList(from, items.size()));
        if (from > 0) {
            leaveOut("the " + from + " oldest " + what);
        }
    }

    /** Counts values against the limit; false when there is no more room for them. */
    boolean room(long more, int limit, String what) {
        if (values + more > limit && values > 0) {
            leaveOut(what);
            return false;
        }
        values += more;
        return true;
    }

    void leaveOut(String what) {
        leftOut.add(what);
    }

    int size() {
        return found.size();
    }

    /** The answer of a pack. */
    Answer<List<T>> answer(Window window, int limit, InstantSource clock) {
        Provenance provenance =
                new Provenance(
                        PackSource.NAME,
                        "sql",
                        String.join(";\n", queries.isEmpty() ? inVain : queries),
                        window,
                        clock.instant());
        if (!leftOut.isEmpty()) {
            return new Answer.Partial<>(
                    List.copyOf(found),
                    "without "
                            + (leftOut.size() <= 5
                                    ? String.join(", ", leftOut)
                                    : leftOut.size() + " others")
                            + ", because an answer has at most "
                            + limit
                            + " values",
                    provenance);
        }
        return found.isEmpty()
                ? new Answer.NoData<>(provenance)
                : new Answer.Complete<>(List.copyOf(found), provenance);
    }
}
