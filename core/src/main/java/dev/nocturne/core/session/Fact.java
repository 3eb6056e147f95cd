package dev.nocturne.core.session;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;

/**
 * Something decided, before it has its place in the log: what will be stored, and what it means to
 * the fold.
 */
record Fact(String name, String data, Payload payload) {
    static Fact of(Payload payload) {
        return new Fact(payload.event(), EventCodec.encode(payload), payload);
    }

    /** Kept as it is posted, whatever it means. */
    static Fact asPosted(ExternalEvent event) {
        return new Fact(
                event.event(), event.json(), EventCodec.decode(event.event(), event.data()));
    }
}
