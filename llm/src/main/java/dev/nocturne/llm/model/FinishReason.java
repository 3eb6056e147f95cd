package dev.nocturne.llm.model;

import java.util.Locale;

/** Why a model stopped writing. */
public enum FinishReason {
    /** It had said all. */
    STOP,
    /** It wants tools. */
    TOOL_CALLS,
    /** It reached the limit of tokens to write. */
    LENGTH,
    /** The provider's filter held its words back. */
    CONTENT_FILTER,
    /** It refused to answer. */
    REFUSAL,
    OTHER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that name; {@link #OTHER} for one that is not known. */
    public static FinishReason of(String wireName) {
        for (FinishReason reason : values()) {
            if (reason.wireName().equals(wireName)) {
                return reason;
            }
        }
        return OTHER;
    }
}
