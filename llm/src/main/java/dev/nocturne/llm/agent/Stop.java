package dev.nocturne.llm.agent;

/** Why an agent had to answer before it wanted to. */
public enum Stop {
    MODEL_CALLS("the limit of model calls was reached"),
    TOKENS("the limit of tokens was reached"),
    DOLLARS("the limit of cost was reached"),
    TIME("the time for the investigation was over"),
    REPEATING("the same calls were asked for again and again"),
    OUTPUT_LENGTH("the model reached the limit of what it may write at once");

    private final String reason;

    Stop(String reason) {
        this.reason = reason;
    }

    /** For people, to follow "because". */
    public String reason() {
        return reason;
    }
}
