package dev.nocturne.core.session;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;

/**
 * A decided event that has no position in the log yet: what will be stored, and its payload for the
 * fold.
 */
record Fact(String name, String data, Payload payload) {
    static Fact of(Payload payload) {
        return new Fact(payload.event(), EventCodec.encode(payload), payload);
    }

    /** The fact for an event of an external agent, which is stored unchanged. */
    static Fact asPosted(ExternalEvent event) {
        return new Fact(
                event.event(), event.json(), EventCodec.decode(event.event(), event.data()));
    }
}
