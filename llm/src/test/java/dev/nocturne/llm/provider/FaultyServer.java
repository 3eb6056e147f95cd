package dev.nocturne.llm.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that writes HTTP/1.1 byte by byte, so that it can also violate it: it hangs,
 * cuts chunks, and sees when the client closes a connection.
 */
public final class FaultyServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    /** What a client asked. Header names in lower case. */
    public record Request(String line, Map<String, String> headers, String body) {}

    /** How a request is answered. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, Reply reply) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch hung = new CountDownLatch(1);
    private final CountDownLatch closedByClient = new CountDownLatch(1);

    public FaultyServer(Script script) throws IOException {
        this.script = script;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    public List<Request> requests() {
        return requests;
    }

    /** How many connections were made. */
    public int connections() {
        return open.size();
    }

    /** Waits until a script hangs. */
    public boolean awaitHanging() throws InterruptedException {
        return hung.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits until the client has closed the connection on which a script hangs. */
    public boolean awaitClosed(long millis) throws InterruptedException {
        return closedByClient.await(millis, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                client.setSoTimeout(PATIENCE_MILLIS);
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            while (true) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                Reply reply = new Reply(in, client.getOutputStream());
                script.answer(request, reply);
                if (reply.cut) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away, which is what some tests are about.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(
                line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }

    /** Writes an answer. */
    public final class Reply {
        private final InputStream in;
        private final OutputStream out;
        private boolean cut;

        private Reply(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        /** A whole answer. */
        public void document(int status, String type, String body, String... headers)
                throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head(status, type, headers);
            raw("Content-Length: " + bytes.length + "\r\n\r\n");
            out.write(bytes);
            out.flush();
        }

        /** Begins a chunked stream of events. */
        public void stream() throws IOException {
            head(200, "text/event-stream; charset=utf-8");
            raw("Transfer-Encoding: chunked\r\n\r\n");
        }

        private void head(int status, String type, String... headers) throws IOException {
            raw("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\n");
            for (String header : headers) {
                raw(header + "\r\n");
            }
        }

        /** One chunk. */
        public void chunk(String text) throws IOException {
            raw(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n");
            raw(text + "\r\n");
        }

        /** One event of data alone. */
        public void data(String json) throws IOException {
            chunk("data: " + json + "\n\n");
        }

        /** One named event. */
        public void event(String name, String json) throws IOException {
            chunk("event: " + name + "\ndata: " + json + "\n\n");
        }

        /** The last chunk. */
        public void end() throws IOException {
            raw("0\r\n\r\n");
        }

        public void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Ends the connection without another word. */
        public void cut() {
            cut = true;
        }

        /** Says nothing more until the client goes. */
        public void hang() {
            hung.countDown();
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Reset by the client: it has gone as well.
                cut = true;
            }
            cut = true;
            closedByClient.countDown();
        }
    }
}
