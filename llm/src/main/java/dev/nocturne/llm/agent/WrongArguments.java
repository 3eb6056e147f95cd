package dev.nocturne.llm.agent;

/** Arguments a tool cannot work with. The message says what would be right; the model gets it. */
public final class WrongArguments extends Exception {
    private static final long serialVersionUID = 1L;

    public WrongArguments(String message) {
        super(message);
    }
}
