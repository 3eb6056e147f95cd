package dev.nocturne.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sees and sends bytes, for what a well-behaved one never does. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CLOSED = -1;
    private static final int NOTHING_YET = -2;

    private final Socket socket;
    private final InputStream in;
    private boolean afterChunk;

    Wire(String url) throws IOException {
        this(url, 0);
    }

    /** From this of the machine's own addresses. */
    static Wire from(String address, String url) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        return new Wire(socket, url);
    }

    /** {@code receiveBuffer}: small, for a reader that stalls soon; 0 for the usual size. */
    Wire(String url, int receiveBuffer) throws IOException {
        this(socket(receiveBuffer), url);
    }

    private static Socket socket(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        return socket;
    }

    private Wire(Socket socket, String url) throws IOException {
        this.socket = socket;
        URI uri = URI.create(url);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends no more: a server that waits for a body sees that it does not come. */
    Wire endInput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Sends a GET with these further header lines. */
    Wire get(String path, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return send(text.append("\r\n").toString());
    }

    /** Status line and headers, names in lower case; the status under {@code ""}. */
    Map<String, String> head() throws IOException {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("", line().split(" ", 3)[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            head.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return head;
    }

    /**
     * The next chunk of a chunked body; empty at its end. The line end behind a chunk may come with
     * the next one.
     */
    byte[] chunk() throws IOException {
        if (afterChunk) {
            line();
        }
        int length = Integer.parseInt(line(), 16);
        byte[] chunk = in.readNBytes(length);
        if (chunk.length < length) {
            throw new EOFException("the stream was cut off");
        }
        afterChunk = length > 0;
        return chunk;
    }

    /** All chunks to the end of the body. */
    String body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            body.writeBytes(chunk);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Chunks until what came so far contains the text. */
    String until(String text) throws IOException {
        StringBuilder body = new StringBuilder();
        while (body.indexOf(text) < 0) {
            byte[] chunk = chunk();
            if (chunk.length == 0) {
                throw new EOFException("the body ended before \"" + text + "\": " + body);
            }
            body.append(new String(chunk, StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    /** A body whose length the head states. */
    String body(Map<String, String> head) throws IOException {
        String length = head.getOrDefault("content-length", "none");
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    /** Whether there is something to read, or comes within so many milliseconds. */
    boolean hasAnswer(int millis) throws IOException {
        return peek(millis) >= 0;
    }

    /** Whether the server has closed the connection, or does within so many milliseconds. */
    boolean isClosed(int millis) throws IOException {
        return peek(millis) == CLOSED;
    }

    private int peek(int millis) throws IOException {
        socket.setSoTimeout(millis);
        in.mark(1);
        try {
            int next = in.read();
            in.reset();
            return next;
        } catch (SocketTimeoutException e) {
            return NOTHING_YET;
        } catch (SocketException e) {
            return CLOSED;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Everything until the server closes the connection. */
    String rest() throws IOException {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            // The server closed it with bytes of ours unread.
            return "";
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed after: " + line);
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
