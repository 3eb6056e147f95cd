package dev.nocturne.investigator.recheck;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.run.ToolResult;
import java.util.List;
import java.util.Optional;

/** A session as it was kept: its log, and the full results of its tool calls. */
public interface KeptSession {
    /** Events after seq {@code after}, at most {@code limit}; none at the end of the log. */
    List<Event> events(long after, int limit);

    /** The full result of a finished tool call; absent if none was kept. */
    Optional<ToolResult> result(String callId);
}
