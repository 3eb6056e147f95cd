package dev.nocturne.core.run;

/**
 * Ends a tool call as failed; the run continues. The message is for the user: no internals, no
 * secrets.
 */
public final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** {@code code}: a stable name in lower case. */
    public ToolFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
