package dev.nocturne.environment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What an investigation can ask about: a recorded pack, or live systems. Safe for any number of
 * threads.
 */
public interface Environment {
    /** The name by which clients choose it. */
    String name();

    /** The last instant of which it may have data: now, or the end of what was recorded. */
    Instant now();

    /** Whether it changes as time passes; false for what was recorded. */
    boolean isLive();

    /** The zone of the times that people in this environment write without one. */
    ZoneId zone();

    /** Every source, in the order in which to ask. */
    List<Source> sources();

    /** The sources that have an ability, such as {@link MetricSource}, in the order to ask. */
    default <S extends Source> List<S> sources(Class<S> ability) {
        return sources().stream().filter(ability::isInstance).map(ability::cast).toList();
    }
}
