package dev.nocturne.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Splits a byte stream into frames (the event stream format of the HTML standard). A frame that the
 * end of the stream cuts off is dropped; it is sent again when the stream is resumed.
 */
final class SseParser {
    /** Longer lines are not of an event stream; events have at most 32 kB by contract. */
    static final int LINE_BYTES = 4 << 20;

    private static final int BUFFER_BYTES = 16 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int end;
    private boolean afterCr;
    private OptionalLong retryMillis = OptionalLong.empty();

    SseParser(InputStream in) {
        this.in = in;
    }

    /** How long the server asked to wait before reconnecting, if it did. */
    OptionalLong retryMillis() {
        return retryMillis;
    }

    /** The next whole frame, waiting for it; null at the end of the stream. */
    @Nullable SseFrame next() throws IOException {
        String id = null;
        String event = "message";
        StringBuilder data = null;
        for (String text = line(); text != null; text = line()) {
            if (text.isEmpty()) {
                if (data != null) {
                    return new SseFrame(id, event, data.toString());
                }
                id = null;
                event = "message";
                continue;
            }
            int colon = text.indexOf(':');
            String field = colon < 0 ? text : text.substring(0, colon);
            switch (field) {
                case "id" -> id = value(text, colon);
                case "event" -> event = value(text, colon);
                case "data" ->
                        data =
                                data == null
                                        ? new StringBuilder(value(text, colon))
                                        : data.append('\n').append(value(text, colon));
                case "retry" -> retry(value(text, colon));
                default -> {} // a comment or an unknown field
            }
        }
        return null;
    }

    private static String value(String text, int colon) {
        if (colon < 0) {
            return "";
        }
        int from = text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
        return text.substring(from);
    }

    private void retry(String value) {
        if (!value.isEmpty()
                && value.length() < 10
                && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            retryMillis = OptionalLong.of(Long.parseLong(value));
        }
    }

    /** A line without its end, which is LF, CR or CRLF; null when the stream ends first. */
    private @Nullable String line() throws IOException {
        line.reset();
        while (true) {
            if (next == end && !fill()) {
                return null;
            }
            byte b = buffer[next++];
            boolean joinsCr = afterCr && b == '\n';
            afterCr = b == '\r';
            if (joinsCr) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(b);
            if (line.size() > LINE_BYTES) {
                throw new IOException("a line of more than " + LINE_BYTES + " bytes");
            }
        }
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
