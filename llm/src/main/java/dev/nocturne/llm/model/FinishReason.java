package dev.nocturne.llm.model;

import java.util.Locale;

/** Why a model stopped writing. */
public enum FinishReason {
    /** The answer is complete. */
    STOP,
    /** The answer ends with tool calls. */
    TOOL_CALLS,
    /** The answer reached the limit of output tokens. */
    LENGTH,
    /** The provider's content filter blocked the answer. */
    CONTENT_FILTER,
    /** The model refused to answer. */
    REFUSAL,
    OTHER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with this name; {@link #OTHER} if there is none. */
    public static FinishReason of(String wireName) {
        for (FinishReason reason : values()) {
            if (reason.wireName().equals(wireName)) {
                return reason;
            }
        }
        return OTHER;
    }
}
