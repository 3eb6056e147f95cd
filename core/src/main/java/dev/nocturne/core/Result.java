package dev.nocturne.core;

/** The result of a request that may be refused: a value, or the reason for the refusal. */
public sealed interface Result<T> {
    record Ok<T>(T value) implements Result<T> {}

    /**
     * An expected refusal. {@code detail} is a sentence for users: what is wrong, where, and what
     * would be right.
     */
    record Rejected<T>(ErrorCode code, String detail) implements Result<T> {
        /** The same refusal, as a result of another type. */
        public <U> Rejected<U> as() {
            return new Rejected<>(code, detail);
        }
    }

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Rejected<T> rejected(ErrorCode code, String detail) {
        return new Rejected<>(code, detail);
    }
}
