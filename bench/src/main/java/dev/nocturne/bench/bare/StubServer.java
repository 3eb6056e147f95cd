package dev.nocturne.bench.bare;

import dev.nocturne.bench.seed.Events;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends fixed responses at once, to measure the load client's own limit. A GET gets a complete
 * stream of events; any other request gets a 200. The arguments are the port and the number of
 * events.
 */
public final class StubServer {
    private static final int WRITE_BYTES = 64 * 1024;
    private static final int BACKLOG = 4096;
    private static final int INPUT = 64 * 1024;

    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final byte[] stream;

    private StubServer(int events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        for (int n = 1; n <= events; n++) {
            String frame = "id: " + n + "\nevent: bench.tick\ndata: " + Events.data(n) + "\n\n";
            all.writeBytes(frame.getBytes(StandardCharsets.UTF_8));
        }
        all.writeBytes(
                "event: done\ndata: {\"status\":\"completed\"}\n\n"
                        .getBytes(StandardCharsets.UTF_8));
        stream = all.toByteArray();
    }

    public static void main(String[] args) throws IOException {
        StubServer stub = new StubServer(Integer.parseInt(args[1]));
        try (ServerSocket server =
                new ServerSocket(
                        Integer.parseInt(args[0]), BACKLOG, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> stub.serve(socket));
            }
        }
    }

    /**
     * Serves a connection. The load client's requests are small and arrive complete, so one read is
     * one request.
     */
    private void serve(Socket socket) {
        byte[] input = new byte[INPUT];
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (in.read(input) > 0) {
                if (input[0] == 'G') {
                    for (int at = 0; at < stream.length; at += WRITE_BYTES) {
                        out.write(stream, at, Math.min(WRITE_BYTES, stream.length - at));
                    }
                    return;
                }
                out.write(OK);
            }
        } catch (IOException gone) {
            // The client has disconnected.
            return;
        }
    }
}
