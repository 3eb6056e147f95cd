package dev.nocturne.environment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert that monitoring holds to be true at a moment.
 *
 * @param name as its rule calls it
 * @param labels all of them, the name's among them
 * @param annotations sentences about it, such as {@code summary}; empty where the source keeps none
 * @param since epoch milliseconds: when its condition began to hold
 * @param state whether it fires or its condition has not held long enough
 * @param expression the condition in the language of its source; empty where it is not known
 */
public record FiringAlert(
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        long since,
        State state,
        String expression) {
    /** How far an alert is. */
    public enum State {
        PENDING,
        FIRING
    }

    public FiringAlert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
