package dev.nocturne.environment.alarm;

/**
 * One alarm.
 *
 * @param time epoch milliseconds
 * @param entity an id of the topology
 * @param type as reported; empty when it has none
 * @param id as reported; empty when it has none
 * @param ended epoch milliseconds of its end, where its own row says so; else {@link #NOT_ENDED}
 */
public record Alarm(
        long time,
        String entity,
        String type,
        Severity severity,
        String text,
        String id,
        long ended) {
    /** The row does not say that the alarm ended. */
    public static final long NOT_ENDED = Long.MAX_VALUE;

    public Complaint complaint() {
        return severity == Severity.CLEARED ? Complaint.OVER : Complaint.read(type, text);
    }
}
