package dev.nocturne.core.engine;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.Attachment;
import java.util.List;
import java.util.Optional;

/** A run's only way to its session: ask the writer, read the log. */
public interface RunPort {
    /**
     * Has the writer add events. Durable when it returns.
     *
     * @throws dev.nocturne.core.run.RunOver when the turn is over
     */
    void emit(List<Payload> events, List<Attachment> attachments);

    /** Events after seq {@code after}. */
    List<Event> read(long after, int limit);

    /** The uncut result of a finished call or step, as JSON. */
    Optional<String> attachment(String id);
}
