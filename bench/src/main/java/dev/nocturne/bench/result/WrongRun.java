package dev.nocturne.bench.result;

/** What was measured did not do what it should: its speed means nothing. */
public final class WrongRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongRun(String message) {
        super(message);
    }

    public WrongRun(String message, Throwable cause) {
        super(message, cause);
    }
}
