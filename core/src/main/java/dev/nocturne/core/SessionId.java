package dev.nocturne.core;

/**
 * Identifies a session: 1 to 64 characters of {@code [A-Za-z0-9_-]}. The id of a deleted session is
 * never reused.
 */
public record SessionId(String value) {
    private static final int MAX_CHARS = 64;

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a session id: " + value);
        }
    }

    /** Whether the text has the form of a session id. */
    public static boolean isValid(String text) {
        boolean valid = !text.isEmpty() && text.length() <= MAX_CHARS;
        for (int i = 0; valid && i < text.length(); i++) {
            valid = isAllowed(text.charAt(i));
        }
        return valid;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
