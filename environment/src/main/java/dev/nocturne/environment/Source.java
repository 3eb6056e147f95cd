package dev.nocturne.environment;

/**
 * Knows a part of an environment. What it knows is said by the interfaces it implements, one for
 * each ability: {@link TopologySource}, {@link MetricSource}, {@link StateSource}, {@link
 * AlarmSource}, {@link EventSource}, {@link DocumentSource}.
 *
 * <p>A question is bounded when it is asked: by its window, by a limit of what is returned, and by
 * the source's own time limit, after which the answer is {@link Answer.Failed}. A source never
 * throws because the system behind it is slow, absent or wrong.
 */
public interface Source {
    /** Its name within the environment, such as {@code prometheus}. */
    String name();

    /** Whether it can be asked now; may ask it. */
    default Health health() throws InterruptedException {
        return Health.ofRecorded();
    }
}
