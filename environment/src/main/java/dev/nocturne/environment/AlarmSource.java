package dev.nocturne.environment;

import dev.nocturne.environment.alarm.Alarm;
import java.util.List;
import java.util.Set;

/** Knows the alarms that monitoring raised. */
public interface AlarmSource extends Source {
    /** Those raised in the window, oldest first. */
    Answer<List<Alarm>> alarms(Selection selection) throws InterruptedException;

    /**
     * Kinds of entities of which alarms are known at all. Of other kinds, silence means nothing.
     */
    Answer<Set<String>> alarmedKinds() throws InterruptedException;
}
