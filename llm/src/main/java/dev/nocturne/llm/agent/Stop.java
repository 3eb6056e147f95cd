package dev.nocturne.llm.agent;

/** The limit at which an agent has to answer. */
public enum Stop {
    MODEL_CALLS("the limit of model calls was reached"),
    TOKENS("the limit of tokens was reached"),
    DOLLARS("the limit of cost was reached"),
    TIME("the time limit of the investigation was reached"),
    REPEATING("the same calls were repeated"),
    OUTPUT_LENGTH("the limit of the length of an answer was reached");

    private final String reason;

    Stop(String reason) {
        this.reason = reason;
    }

    /** The reason in words, as the end of a sentence. */
    public String reason() {
        return reason;
    }
}
