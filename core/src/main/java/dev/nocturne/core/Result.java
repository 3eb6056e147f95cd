package dev.nocturne.core;

/** The answer to something that may be refused: a value, or why not. */
public sealed interface Result<T> {
    record Ok<T>(T value) implements Result<T> {}

    /**
     * An expected refusal; {@code detail} is a sentence for a person: what was wrong, where, what
     * would be right.
     */
    record Rejected<T>(ErrorCode code, String detail) implements Result<T> {
        /** The same refusal as the answer to another question. */
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
