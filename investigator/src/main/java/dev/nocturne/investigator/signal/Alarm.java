package dev.nocturne.investigator.signal;

/**
 * One alarm.
 *
 * @param time epoch milliseconds
 * @param entity an id of the topology
 * @param type as reported; empty when it has none
 * @param id as reported; empty when it has none
 */
public record Alarm(
        long time, String entity, String type, Severity severity, String text, String id) {
    public Complaint complaint() {
        return severity == Severity.CLEARED ? Complaint.OVER : Complaint.read(type, text);
    }
}
