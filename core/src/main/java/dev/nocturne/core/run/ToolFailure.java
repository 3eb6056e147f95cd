package dev.nocturne.core.run;

/**
 * A tool call cannot be answered; the run survives it. The message is for the user: no internals,
 * no secrets.
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
