package dev.nocturne.cli.process;

import dev.nocturne.core.event.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session's stream, read from the socket line by line, without the client that is under test.
 * Requires the exact form of a frame.
 */
final class RawStream implements AutoCloseable {
    private static final int SILENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader lines;
    private int turn = -1;
    private @Nullable String status;

    private RawStream(Socket socket) throws IOException {
        this.socket = socket;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static RawStream open(int port, String session, long after) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SILENCE_MILLIS);
        String request =
                "GET /api/sessions/"
                        + session
                        + "/stream HTTP/1.0\r\nHost: 127.0.0.1\r\n"
                        + "Last-Event-ID: "
                        + after
                        + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        RawStream stream = new RawStream(socket);
        String first = stream.lines.readLine();
        if (first == null || !first.contains(" 200 ")) {
            throw new AssertionError("the stream answered " + first);
        }
        for (String header = first; header != null && !header.isEmpty(); ) {
            header = stream.lines.readLine();
        }
        return stream;
    }

    /** The status that {@code done} named; null when the stream ended without it. */
    @Nullable String status() {
        return status;
    }

    /** The next event; null at the end of the stream, however it ended. */
    @Nullable Event next() throws IOException {
        try {
            return read();
        } catch (SocketException e) {
            return null; // the server was killed
        }
    }

    private @Nullable Event read() throws IOException {
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                return null;
            }
            if (line.isEmpty() || line.startsWith(":") || line.startsWith("retry: ")) {
                continue;
            }
            if (line.equals("event: done")) {
                status =
                        field(lines.readLine(), "data: ")
                                .replaceAll(".*\"status\":\"(\\w+)\".*", "$1");
                return null;
            }
            String event = lines.readLine();
            String data = lines.readLine();
            String end = lines.readLine();
            if (event == null || data == null || end == null) {
                return null; // a frame the kill cut off
            }
            if (!end.isEmpty()) {
                throw new AssertionError("a frame has a fourth line: " + end);
            }
            String name = field(event, "event: ");
            turn += name.equals("user_message") ? 1 : 0;
            long seq = Long.parseLong(field(line, "id: "));
            return new Event(seq, name, Math.max(turn, 0), Instant.EPOCH, field(data, "data: "));
        }
    }

    private static String field(@Nullable String line, String name) {
        if (line == null || !line.startsWith(name)) {
            throw new AssertionError("expected '" + name + "', found " + line);
        }
        return line.substring(name.length());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
