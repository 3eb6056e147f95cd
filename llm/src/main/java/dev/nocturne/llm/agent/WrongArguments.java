package dev.nocturne.llm.agent;

/** Invalid arguments of a tool call. The message, which the model reads, says what is expected. */
public final class WrongArguments extends Exception {
    private static final long serialVersionUID = 1L;

    public WrongArguments(String message) {
        super(message);
    }
}
