package dev.nocturne.llm.agent;

/** Arguments a tool cannot work with. The message tells the model what would be right. */
public final class WrongArguments extends Exception {
    private static final long serialVersionUID = 1L;

    public WrongArguments(String message) {
        super(message);
    }
}
