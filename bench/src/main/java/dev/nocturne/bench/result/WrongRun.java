package dev.nocturne.bench.result;

/** Thrown if a measured server behaved incorrectly, so that its speed has no meaning. */
public final class WrongRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongRun(String message) {
        super(message);
    }

    public WrongRun(String message, Throwable cause) {
        super(message, cause);
    }
}
