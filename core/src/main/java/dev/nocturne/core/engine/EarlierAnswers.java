package dev.nocturne.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers that earlier attempts at a run have published. Text that repeats one of them is not
 * published again; an attempt that writes another text, as a model may, begins a new answer. Used
 * by one answer at a time.
 */
final class EarlierAnswers {
    /** {@code complete} is false if the answer was cut off, which only the last can be. */
    record Earlier(String id, String text, boolean complete) {}

    private final List<Earlier> left;

    EarlierAnswers(List<Earlier> all) {
        this.left = new ArrayList<>(all);
    }

    /** Whether an earlier answer begins with the text. */
    boolean covers(String text) {
        return left.stream().anyMatch(earlier -> earlier.text().startsWith(text));
    }

    /**
     * Whether this exact answer was published completely. If so, it and those before it are
     * removed.
     */
    boolean takeWhole(String text) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).complete() && left.get(i).text().equals(text)) {
                left.subList(0, i + 1).clear();
                return true;
            }
        }
        return false;
    }

    /** Removes and returns the answer that was cut off, if there is one. */
    Optional<Earlier> takeCutOff() {
        if (left.isEmpty() || left.getLast().complete()) {
            return Optional.empty();
        }
        Earlier last = left.getLast();
        left.clear();
        return Optional.of(last);
    }
}
