package dev.nocturne.llm.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model gave no answer, or an incomplete one. The message is a sentence for the user: it names
 * the provider and quotes the start of its error, and never contains a key, a header or the query
 * of an address.
 */
public final class ModelFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kind of failure, which decides how it is handled. */
    public enum Kind {
        /** 429: too many requests, or a quota is used up. */
        RATE_LIMITED(true),
        /** 5xx: the provider has a problem. */
        UNAVAILABLE(true),
        /** There is no connection, or it broke. */
        CONNECTION(true),
        /** The answer took too long. */
        TIMEOUT(true),
        /** The provider failed repeatedly, so no request is sent to it for a while. */
        CIRCUIT_OPEN(true),
        /** The conversation is too long for the model. */
        CONTEXT_OVERFLOW(false),
        /** The provider's filter refused the request. */
        CONTENT_FILTER(false),
        /** 401, 403: the key is missing, wrong or not allowed. */
        UNAUTHORIZED(false),
        /** 404: no such model or address. */
        UNKNOWN_MODEL(false),
        /** The answer violates the protocol. */
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

        /**
         * The code of the error event that ends the turn, for example {@code model_rate_limited}.
         */
        public String code() {
            return "model_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /** {@code retryAfter}: how long the provider asks to wait; null if it does not say. */
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
