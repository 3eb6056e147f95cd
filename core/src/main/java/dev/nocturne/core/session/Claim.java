package dev.nocturne.core.session;

import dev.nocturne.core.log.Receipt;
import java.util.function.Function;

/** A request's claim on its idempotency key, which makes the receipt of its answer. */
interface Claim<T> {
    Receipt receipt(T answer);

    /** The request is answered before its outcome is known: the key stays claimed. */
    default void keep() {}

    /** The outcome is known: a repeat finds the receipt, or may try again. */
    default void release() {}

    /** The claim of a request whose answer is made from something else. */
    default <S> Claim<S> from(Function<S, T> answer) {
        Claim<T> whole = this;
        return new Claim<>() {
            @Override
            public Receipt receipt(S outcome) {
                return whole.receipt(answer.apply(outcome));
            }

            @Override
            public void keep() {
                whole.keep();
            }

            @Override
            public void release() {
                whole.release();
            }
        };
    }
}
