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
 * Parses server-sent events (WHATWG standard) from bytes that may be split anywhere. Lines end in
 * LF, CR or CRLF. An event without a final empty line at the end of the stream is dropped.
 */
public final class EventStreamParser {
    /** An event; {@code event} is its name, null if it has none. */
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

    /** {@code lineBytes}: limit of a line, and of the data of an event. */
    public EventStreamParser(int lineBytes) {
        this.lineBytes = lineBytes;
    }

    /**
     * Parses further bytes and returns the events that are complete now.
     *
     * @throws TooLong if a line or the data of an event exceeds the limit
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
                // A comment, which keeps the connection open, or an unknown field.
            }
        }
    }

    /** The id of the last event, after which the stream can be resumed; empty if there is none. */
    public String lastId() {
        return lastId;
    }

    /** The pause before resuming that the server asks for. */
    public Optional<Duration> retry() {
        return Optional.ofNullable(retry);
    }

    /** A line, or the data of an event, exceeds the limit. */
    public static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
