package dev.nocturne.environment;

import java.time.Instant;
import java.util.List;

/** Knows which alerts fire. */
public interface AlertSource extends Source {
    /** Those pending or firing at the moment, the oldest first; silenced ones are left out. */
    Answer<List<FiringAlert>> alerts(Instant at) throws InterruptedException;
}
