package dev.nocturne.core.engine;

/** Calculates how much text fits into a number of bytes of JSON. */
final class DeltaSize {
    private DeltaSize() {}

    /**
     * The length of the longest prefix that takes at most {@code bytes} as JSON in UTF-8. It is at
     * least one character and never splits one.
     */
    static int fit(CharSequence text, int bytes) {
        int used = 0;
        int i = 0;
        while (i < text.length()) {
            int point = Character.codePointAt(text, i);
            int size = jsonSize(point);
            if (used + size > bytes && i > 0) {
                break;
            }
            used += size;
            i += Character.charCount(point);
        }
        return i;
    }

    private static int jsonSize(int point) {
        if (point == '"' || point == '\\' || point == '\n' || point == '\t' || point == '\r') {
            return 2;
        } else if (point < 0x20) {
            return 6;
        } else if (point < 0x80) {
            return 1;
        } else if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
