package dev.nocturne.llm.privacy;

/**
 * A text that a regular expression may look at only so often. A pattern that backtracks without end
 * is stopped by it, and an interrupt is heard.
 */
final class BoundedText implements CharSequence {
    /** Looks a character of the text: some hundred times what sane patterns need. */
    private static final long LOOKS_PER_CHAR = 2_000;

    private static final long LEAST_LOOKS = 1_000_000;
    private static final long INTERRUPT_EVERY = 1 << 14;

    /** Too many looks. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many looks at a text", null, false, false);
        }
    }

    /** The thread was interrupted; its mark is still set. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("interrupted while matching", null, false, false);
        }
    }

    private final String text;
    private long looks;

    BoundedText(String text) {
        this.text = text;
        looks = LEAST_LOOKS + LOOKS_PER_CHAR * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--looks < 0) {
            throw new Exhausted();
        }
        if (looks % INTERRUPT_EVERY == 0 && Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
