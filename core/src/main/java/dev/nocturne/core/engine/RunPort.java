package dev.nocturne.core.engine;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.Attachment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A run's only way to its session: ask the writer, read the log. */
public interface RunPort {
    /**
     * Has the writer add events. Durable when it returns; returns the seq of the last one.
     *
     * @throws dev.nocturne.core.run.RunOver when the turn is over
     */
    long emit(List<Payload> events, List<Attachment> attachments);

    /** Events after seq {@code after}. */
    List<Event> read(long after, int limit);

    /**
     * Follows the log from after seq {@code after}, and waits as long as it takes, until {@code
     * find} finds what it looks for and the turn has a place to continue with.
     *
     * @throws dev.nocturne.core.run.RunOver when the session is gone or the process is stopping
     */
    <T> T await(long after, Function<Event, Optional<T>> find) throws InterruptedException;

    /** The uncut result of a finished call or step, as JSON. */
    Optional<String> attachment(String id);
}
