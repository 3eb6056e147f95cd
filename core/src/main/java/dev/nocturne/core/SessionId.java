package dev.nocturne.core;

import java.util.regex.Pattern;

/**
 * Names a session for ever: 1 to 64 characters of {@code [A-Za-z0-9_-]}; ids are never used again.
 */
public record SessionId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a session id: " + value);
        }
    }

    /** Whether the text has the form of a session id; what has not cannot name a session. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
