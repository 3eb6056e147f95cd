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
    public static RunFailure scenarioGone(String scenario) {
        return new RunFailure(
                "scenario_gone", "The scenario " + scenario + " is no longer loaded.", false);
    }
}
