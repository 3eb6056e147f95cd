package dev.nocturne.core.run;

/** Ends the turn as failed. The message is for the user: no internals, no secrets. */
public final class RunFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean recoverable;

    /**
     * @param code a stable name in lower case
     * @param recoverable whether the same question may succeed later
     */
    public RunFailure(String code, String message, boolean recoverable) {
        super(message);
        this.code = code;
        this.recoverable = recoverable;
    }

    public String code() {
        return code;
    }

    public boolean recoverable() {
        return recoverable;
    }

    /** The session's pack is no longer loaded. */
    public static RunFailure environmentGone(String environment) {
        return new RunFailure(
                "environment_gone",
                "The environment " + environment + " is no longer loaded.",
                false);
    }
}
