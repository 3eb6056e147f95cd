package dev.nocturne.core.run;

import dev.nocturne.core.Text;

/**
 * Removes reasoning blocks from text that arrives in pieces: {@code
 * [ORCHESTRATOR_THINKING]...[/ORCHESTRATOR_THINKING]}, also where a marker spans two pieces. A
 * block that is not closed extends to the end of the text.
 */
public final class ReasoningFilter {
    private static final String OPEN = "[ORCHESTRATOR_THINKING]";
    private static final String CLOSE = "[/ORCHESTRATOR_THINKING]";

    /** Characters of reasoning that an event carries (contract). */
    public static final int MAX_REASONING_CHARS = 500;

    private final StringBuilder held = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private boolean inside;

    /** Takes the next piece and returns the text that can be shown now. */
    public String accept(String piece) {
        held.append(piece);
        StringBuilder shown = new StringBuilder();
        while (true) {
            String marker = inside ? CLOSE : OPEN;
            int at = held.indexOf(marker);
            int upTo = at >= 0 ? at : held.length() - markerBegun(marker);
            (inside ? reasoning : shown).append(held, 0, upTo);
            held.delete(0, at >= 0 ? at + marker.length() : upTo);
            trimReasoning();
            if (at < 0) {
                return shown.toString();
            }
            inside = !inside;
        }
    }

    /** Ends the text; returns what was held back as the possible start of a marker. */
    public String finish() {
        String rest = inside ? "" : held.toString();
        held.setLength(0);
        return rest;
    }

    /** Returns and forgets the reasoning found since the last call, at most 500 characters. */
    public String takeReasoning() {
        String taken = Text.cut(reasoning.toString().strip(), MAX_REASONING_CHARS);
        reasoning.setLength(0);
        return taken;
    }

    /** The text without its reasoning blocks. */
    public static String strip(String text) {
        ReasoningFilter filter = new ReasoningFilter();
        return filter.accept(text) + filter.finish();
    }

    /** The number of characters at the end of the held text that may be the start of the marker. */
    private int markerBegun(String marker) {
        int most = Math.min(held.length(), marker.length() - 1);
        for (int n = most; n > 0; n--) {
            if (held.substring(held.length() - n).equals(marker.substring(0, n))) {
                return n;
            }
        }
        return 0;
    }

    private void trimReasoning() {
        if (reasoning.length() > 2 * MAX_REASONING_CHARS) {
            reasoning.setLength(2 * MAX_REASONING_CHARS);
        }
    }
}
