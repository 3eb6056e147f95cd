package dev.nocturne.investigator.symptom;

import dev.nocturne.investigator.signal.Deviation;
import java.util.Optional;

/**
 * Something about an entity that is not as it should be.
 *
 * @param since when it began, epoch milliseconds
 * @param until when it ended; {@link #GOING_ON} where it did not
 * @param strength from 0 to 1: how sure and how bad it is, or was when it happened
 * @param words in the words of the data, without the entity and without a period
 * @param deviation the metric it is about, if it is about one
 */
public record Symptom(
        String entity,
        Kind kind,
        long since,
        long until,
        double strength,
        String words,
        Optional<Deviation> deviation) {
    /** It had not ended when the data were gathered. */
    public static final long GOING_ON = Long.MAX_VALUE;

    /** So long after it happened an event counts in full. */
    private static final long FRESH = 2 * 3_600_000L;

    /** Then it counts less and less, by a factor of e in this time. */
    private static final double FADES = 8 * 3_600_000.0;

    private static final double LEAST = 0.15;

    /** What shows it. */
    public enum Kind {
        /** A metric left its usual range. */
        METRIC,
        /** A metric is outside of what its owner calls normal. */
        RANGE,
        /** A metric is at a limit that the data hold. */
        LIMIT,
        /** A metric is unlike that of all entities of the same kind. */
        PEER,
        /** A counter that always moves stands still. */
        STALLED,
        /** Measurements stopped while others went on. */
        SILENT,
        /** It is in a bad state. */
        STATE,
        /** It changes its state again and again. */
        FLAPPING,
        /** An event says so. */
        EVENT,
        /** An alarm says so. */
        ALARM
    }

    /** The same, over at that time at the latest. */
    Symptom endingBy(long time) {
        return new Symptom(entity, kind, since, Math.min(until, time), strength, words, deviation);
    }

    /** What is shown thereby of the thing that the entity watches. */
    Symptom shownOf(String thing) {
        return new Symptom(thing, kind, since, until, strength, entity + " " + words, deviation);
    }

    /** How much it counts at a time: what is only known to have happened fades. */
    public double strengthAt(long time) {
        boolean fades = kind == Kind.EVENT || kind == Kind.ALARM;
        long age = time - FRESH - since;
        return !fades || age <= 0 ? strength : strength * Math.max(LEAST, Math.exp(-age / FADES));
    }

    public boolean isGoingOn(long time) {
        return since <= time && until >= time;
    }
}
