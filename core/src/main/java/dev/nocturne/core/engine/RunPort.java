package dev.nocturne.core.engine;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.Attachment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A run's only access to its session: it asks the writer to append, and reads the log. */
public interface RunPort {
    /**
     * Asks the writer to append events and returns the seq of the last when they are durable.
     *
     * @throws dev.nocturne.core.run.RunOver if the turn has ended
     */
    long emit(List<Payload> events, List<Attachment> attachments);

    /** Events after seq {@code after}. */
    List<Event> read(long after, int limit);

    /**
     * Follows the log after seq {@code after} until {@code find} returns a value and the turn has a
     * place to continue. There is no time limit.
     *
     * @throws dev.nocturne.core.run.RunOver if the session was deleted or the process is stopping
     */
    <T> T await(long after, Function<Event, Optional<T>> find) throws InterruptedException;

    /** The uncut result of a finished call or step, as JSON. */
    Optional<String> attachment(String id);
}
