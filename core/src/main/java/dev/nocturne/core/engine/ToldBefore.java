package dev.nocturne.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers earlier attempts at a run have told. An attempt that writes one of them again tells
 * nothing twice; one that writes something else, as a model may, begins an answer of its own. Used
 * by one answer at a time.
 */
final class ToldBefore {
    /** {@code complete} is false for the last one when it was cut off. */
    record Told(String id, String text, boolean complete) {}

    private final List<Told> left;

    ToldBefore(List<Told> all) {
        this.left = new ArrayList<>(all);
    }

    /** Whether all of the text was told. */
    boolean covers(String text) {
        return left.stream().anyMatch(told -> told.text().startsWith(text));
    }

    /** The answer that was told as a whole and is exactly this; it is not found again. */
    boolean takeWhole(String text) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).complete() && left.get(i).text().equals(text)) {
                left.subList(0, i + 1).clear();
                return true;
            }
        }
        return false;
    }

    /** The answer that was cut off, if one was; it is not found again. */
    Optional<Told> takeCutOff() {
        if (left.isEmpty() || left.getLast().complete()) {
            return Optional.empty();
        }
        Told last = left.getLast();
        left.clear();
        return Optional.of(last);
    }
}
