package dev.nocturne.environment;

import java.util.List;
import java.util.Set;

/** Knows states that are observed over time. */
public interface StateSource extends Source {
    /** The states observed in the window, each with the one it had before the window. */
    Answer<List<StateSeries>> states(Selection selection) throws InterruptedException;

    /** Which states are observed: phase, condition, mode. */
    Answer<Set<String>> names() throws InterruptedException;
}
