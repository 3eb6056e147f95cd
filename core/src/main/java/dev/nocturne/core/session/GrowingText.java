package dev.nocturne.core.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An immutable text that is extended piece by piece. A longer text shares the pieces of the shorter
 * one, so that appending takes constant time and each piece is in memory once, however many states
 * refer to it. As JSON it is a string.
 */
public final class GrowingText {
    static final GrowingText EMPTY = new GrowingText(null, "", 0);

    private final @Nullable GrowingText before;
    private final String last;
    private final int length;

    private GrowingText(@Nullable GrowingText before, String last, int length) {
        this.before = before;
        this.last = last;
        this.length = length;
    }

    /** A text of one piece. */
    @JsonCreator
    static GrowingText of(String text) {
        return EMPTY.plus(text);
    }

    /** This text with one more piece. */
    GrowingText plus(String piece) {
        return piece.isEmpty() ? this : new GrowingText(this, piece, length + piece.length());
    }

    /** The length in UTF-16 units. */
    public int length() {
        return length;
    }

    /** The whole text; takes time proportional to its length. */
    @Override
    @JsonValue
    public String toString() {
        char[] chars = new char[length];
        int end = length;
        for (GrowingText at = this; at != null && end > 0; at = at.before) {
            end -= at.last.length();
            at.last.getChars(0, at.last.length(), chars, end);
        }
        return new String(chars);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrowingText text
                && text.length == length
                && text.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
