package dev.nocturne.environment;

import java.util.List;
import java.util.Set;

/** Knows what happened: logs, events of a platform, changes, planned work. */
public interface EventSource extends Source {
    /** The events of the window, oldest first; planned work also when it only reaches into it. */
    Answer<List<Occurrence>> events(Selection selection) throws InterruptedException;

    /** Where events are recorded: tables, streams. */
    Answer<Set<String>> groups() throws InterruptedException;
}
