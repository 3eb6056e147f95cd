package dev.nocturne.llm.privacy;

/**
 * A text with a limit on the number of character accesses, which stops a regular expression that
 * backtracks excessively. It also stops one when the thread is interrupted.
 */
final class BoundedText implements CharSequence {
    /** Accesses per character of the text: some hundred times what usual patterns need. */
    private static final long ACCESSES_PER_CHAR = 2_000;

    private static final long LEAST_ACCESSES = 1_000_000;
    private static final long INTERRUPT_EVERY = 1 << 14;

    /** The pattern exceeded the limit of accesses. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many accesses to a text", null, false, false);
        }
    }

    /** The thread was interrupted; its interrupt flag is still set. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("interrupted while matching", null, false, false);
        }
    }

    private final String text;
    private long accesses;

    BoundedText(String text) {
        this.text = text;
        accesses = LEAST_ACCESSES + ACCESSES_PER_CHAR * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--accesses < 0) {
            throw new Exhausted();
        }
        if (accesses % INTERRUPT_EVERY == 0 && Thread.currentThread().isInterrupted()) {
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
