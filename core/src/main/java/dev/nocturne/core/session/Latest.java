package dev.nocturne.core.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;

/**
 * Where a session's log has what a detail shows of its end; so it is found however long ago it was.
 *
 * @param answer seq of the last {@code message.complete}; 0 for none, {@value #UNKNOWN_SEQ} where a
 *     checkpoint of an earlier version does not say
 * @param runEnd seq of the last {@code run.complete}, likewise
 * @param error seq of the current turn's {@code error}, likewise
 */
public record Latest(long answer, long runEnd, long error) {
    static final long UNKNOWN_SEQ = -1;

    /** Of a session that has none of them. */
    public static final Latest NONE = new Latest(0, 0, 0);

    static final Latest UNKNOWN = new Latest(UNKNOWN_SEQ, UNKNOWN_SEQ, UNKNOWN_SEQ);

    /** What one event alone says. */
    public static Latest of(Event event) {
        return UNKNOWN.apply(event, EventCodec.decode(event.name(), event.data()));
    }

    /** After the next event. */
    Latest apply(Event event, Payload payload) {
        if (event.name().equals("run.complete")) {
            return new Latest(answer, event.seq(), error);
        }
        if (payload instanceof Payload.UserMessage) {
            return new Latest(answer, runEnd, 0);
        }
        if (payload instanceof Payload.MessageComplete) {
            return new Latest(event.seq(), runEnd, error);
        }
        return payload instanceof Payload.RunError ? new Latest(answer, runEnd, event.seq()) : this;
    }

    /** Whether all of it is known. */
    public boolean isKnown() {
        return answer != UNKNOWN_SEQ && runEnd != UNKNOWN_SEQ && error != UNKNOWN_SEQ;
    }

    /** With the other's positions where these are unknown. */
    public Latest orElse(Latest other) {
        return new Latest(
                answer == UNKNOWN_SEQ ? other.answer : answer,
                runEnd == UNKNOWN_SEQ ? other.runEnd : runEnd,
                error == UNKNOWN_SEQ ? other.error : error);
    }
}
