package dev.nocturne.llm.provider;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses server-sent events from bytes split anywhere, by the WHATWG standard: lines end in LF, CR
 * or both, and an event without its empty line at the end of the stream is dropped.
 */
public final class EventStreamParser {
    /** {@code event}: its name; null when it has none. */
    public record Event(@Nullable String event, String data) {}

    private final int lineBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private @Nullable String event;
    private boolean afterCr;
    private boolean begun;
    private String lastId = "";
    private @Nullable Duration retry;

    /** {@code lineBytes}: the longest line, and the longest data of an event. */
    public EventStreamParser(int lineBytes) {
        this.lineBytes = lineBytes;
    }

    /**
     * The events that are complete with these bytes.
     *
     * @throws TooLong when a line or the data of one event is longer than the limit
     */
    public List<Event> accept(ByteBuffer bytes) throws TooLong {
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            boolean lfOfCrLf = b == '\n' && afterCr;
            afterCr = b == '\r';
            if (lfOfCrLf) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                endOfLine(events);
            } else if (line.size() < lineBytes) {
                line.write(b);
            } else {
                throw new TooLong();
            }
        }
        return events;
    }

    private void endOfLine(List<Event> events) throws TooLong {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!begun && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        begun = true;
        if (text.isEmpty()) {
            if (hasData) {
                events.add(new Event(event, data.toString()));
            }
            data.setLength(0);
            hasData = false;
            event = null;
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) throws TooLong {
        switch (name) {
            case "data" -> {
                if (data.length() + value.length() > lineBytes) {
                    throw new TooLong();
                }
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            }
            case "event" -> event = value;
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    lastId = value;
                }
            }
            case "retry" -> {
                if (value.matches("\\d{1,9}")) {
                    retry = Duration.ofMillis(Long.parseLong(value));
                }
            }
            default -> {
                // A comment, which keeps the connection open, or a field nothing is known of.
            }
        }
    }

    /** The id of the last event, from which the stream can be resumed; empty for none. */
    public String lastId() {
        return lastId;
    }

    /** How long the server wants a client to wait before it resumes. */
    public Optional<Duration> retry() {
        return Optional.ofNullable(retry);
    }

    /** A line is longer than allowed. */
    public static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
