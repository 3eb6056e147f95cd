package dev.nocturne.core;

/**
 * A fault of the world: a disk that is full, a store that does not answer. The message is a
 * sentence for a person and holds no secret and no internals; the cause is for the log only.
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
