package dev.nocturne.core.session;

import dev.nocturne.core.log.Receipt;
import java.util.function.Function;

/** A request's claim on its idempotency key. It creates the receipt of the request's response. */
interface Claim<T> {
    Receipt receipt(T answer);

    /** Keeps the key claimed after the response, because the outcome is not known yet. */
    default void keep() {}

    /**
     * Releases the key, because the outcome is known: a repeated request finds the receipt, or is
     * tried again.
     */
    default void release() {}

    /** The claim for a request whose response is converted from another type. */
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
