package dev.nocturne.llm.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model gave no answer, or not all of it. The message is a sentence for the user: it names the
 * provider and what it said, cut short, and never holds a key, a header or an address with a query.
 */
public final class ModelFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it matters to what is done next. */
    public enum Kind {
        /** 429: too much at once, or a quota. */
        RATE_LIMITED(true),
        /** 5xx and 529: the provider is in trouble. */
        UNAVAILABLE(true),
        /** No connection, or it broke in the middle. */
        CONNECTION(true),
        /** It took too long. */
        TIMEOUT(true),
        /** Many failures in a row: it is not asked for a while. */
        CIRCUIT_OPEN(true),
        /** The conversation is longer than the model can read. */
        CONTEXT_OVERFLOW(false),
        /** The provider's filter refused the request. */
        CONTENT_FILTER(false),
        /** 401, 403: the key is missing, wrong or not allowed. */
        UNAUTHORIZED(false),
        /** 404: no such model or address. */
        UNKNOWN_MODEL(false),
        /** What came is not what the protocol promises. */
        BROKEN_ANSWER(true),
        /** Any other refusal of the request. */
        REFUSED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same request may succeed later. */
        public boolean retryable() {
            return retryable;
        }

        /** The code of the error event a turn ends with: {@code model_rate_limited} and so on. */
        public String code() {
            return "model_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /** {@code retryAfter}: how long the provider asked to wait, null when it did not. */
    public ModelFailure(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public ModelFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
