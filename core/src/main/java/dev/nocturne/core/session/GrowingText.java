package dev.nocturne.core.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A text that grows piece by piece and is never changed: each longer text shares the pieces of the
 * shorter one, so that n pieces take n steps and are in memory once, however many states hold them.
 * As JSON it is a string.
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

    /** A text that is whole already. */
    @JsonCreator
    static GrowingText of(String text) {
        return EMPTY.plus(text);
    }

    /** This text and one more piece. */
    GrowingText plus(String piece) {
        return piece.isEmpty() ? this : new GrowingText(this, piece, length + piece.length());
    }

    /** Characters. */
    public int length() {
        return length;
    }

    /** The whole; takes time in proportion to its length. */
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
