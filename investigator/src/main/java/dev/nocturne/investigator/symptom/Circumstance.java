package dev.nocturne.investigator.symptom;

/**
 * Something that explains, and is no symptom itself.
 *
 * @param entity id of the entity it is about; empty where it names none
 * @param time when, or from when, epoch milliseconds
 * @param until to when; {@code time} where it took no time, {@link #OPEN} where it does not say
 * @param words in the words of the data
 * @param byAlarm whether only an alarm says so
 */
public record Circumstance(
        String entity, Kind kind, long time, long until, String words, boolean byAlarm) {
    /** It does not say when it ends. */
    public static final long OPEN = Long.MAX_VALUE;

    /** What it is. */
    public enum Kind {
        /** The entity was changed. */
        CHANGE,
        /** It is meant to be so. */
        PLANNED,
        /** It was so at the same time of an earlier week or month, too. */
        USUAL,
        /** It works again. */
        RECOVERY
    }
}
