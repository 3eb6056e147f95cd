package dev.nocturne.llm.provider;

/**
 * Removes the reasoning from an answer that begins with {@code <think>}, since some servers send it
 * as a part of the text. The text may be split into pieces anywhere.
 */
final class ThinkFilter {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum Stage {
        BEFORE,
        INSIDE,
        AFTER
    }

    private final StringBuilder held = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private Stage stage = Stage.BEFORE;

    /** Accepts a piece and returns the parts that belong to the answer. */
    String accept(String piece) {
        if (stage == Stage.AFTER) {
            return piece;
        }
        held.append(piece);
        if (stage == Stage.BEFORE) {
            String begun = held.toString().stripLeading();
            if (begun.length() < OPEN.length() && OPEN.startsWith(begun)) {
                return "";
            }
            if (!begun.startsWith(OPEN)) {
                stage = Stage.AFTER;
                return release();
            }
            held.setLength(0);
            held.append(begun, OPEN.length(), begun.length());
            stage = Stage.INSIDE;
        }
        int end = held.indexOf(CLOSE);
        int thought = end < 0 ? Math.max(0, held.length() - CLOSE.length() + 1) : end;
        thoughts.append(held, 0, thought);
        held.delete(0, end < 0 ? thought : end + CLOSE.length());
        if (end < 0) {
            return "";
        }
        stage = Stage.AFTER;
        return release().stripLeading();
    }

    /** Ends the text; returns held-back text that belongs to the answer. */
    String finish() {
        if (stage == Stage.INSIDE) {
            thoughts.append(held);
            held.setLength(0);
        }
        return release();
    }

    String thoughts() {
        return thoughts.toString().strip();
    }

    private String release() {
        String text = held.toString();
        held.setLength(0);
        return text;
    }
}
