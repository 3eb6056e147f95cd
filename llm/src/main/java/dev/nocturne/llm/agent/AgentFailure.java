package dev.nocturne.llm.agent;

/** An agent came to no answer. The message is for the user: no internals, no secrets. */
public final class AgentFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean recoverable;

    /**
     * @param code a stable name in lower case
     * @param recoverable whether asking again may help
     */
    public AgentFailure(String code, String message, boolean recoverable) {
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
}
