package dev.nocturne.core;

/**
 * A failure outside the program's logic, such as a full disk or a store that does not respond. The
 * message is shown to users: a sentence without secrets or internals. The cause is for the log
 * only.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public Fault(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public Fault(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
