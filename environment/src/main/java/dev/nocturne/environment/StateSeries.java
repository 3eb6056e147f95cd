package dev.nocturne.environment;

import java.util.List;

/**
 * A state of one entity over time: a phase, a condition, the mode a machine is in.
 *
 * @param group where it is: a table, an object
 * @param state its name within the group
 * @param entity id of the entity
 * @param changes the first state and each that differs from the one before, oldest first
 * @param lastSeen when the last of them was seen for the last time, epoch milliseconds
 */
public record StateSeries(
        String group, String state, String entity, List<Change> changes, long lastSeen) {
    public StateSeries {
        changes = List.copyOf(changes);
    }

    /**
     * A state that differs from the one before.
     *
     * @param time epoch milliseconds
     * @param value the state from then on; empty when it is not known
     */
    public record Change(long time, String value) {}
}
