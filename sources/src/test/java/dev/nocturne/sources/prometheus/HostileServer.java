package dev.nocturne.sources.prometheus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A double of a server that does what a real one does only when it is broken or evil. It answers
 * each connection once, as the test says.
 */
final class HostileServer implements AutoCloseable {
    /** Of a test that waits for what the client does. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MAX_HEAD = 64 << 10;

    /** What it does with a request. */
    interface Behaviour {
        void answer(Visit visit) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final String scheme;
    private final Behaviour behaviour;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Visit> hanging = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HostileServer(ServerSocket socket, String scheme, Behaviour behaviour) {
        this.socket = socket;
        this.scheme = scheme;
        this.behaviour = behaviour;
    }

    static HostileServer start(Behaviour behaviour) throws IOException {
        return serve(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), "http", behaviour);
    }

    /** With TLS. */
    static HostileServer start(SSLContext context, boolean wantsCertificate, Behaviour behaviour)
            throws IOException {
        SSLServerSocket socket =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(wantsCertificate);
        return serve(socket, "https", behaviour);
    }

    private static HostileServer serve(ServerSocket socket, String scheme, Behaviour behaviour) {
        HostileServer server = new HostileServer(socket, scheme, behaviour);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** Answers 200 with JSON. */
    static Behaviour json(String body) {
        return say(200, "Content-Type: application/json", body);
    }

    /** Answers with a whole body. */
    static Behaviour say(int status, String header, String body) {
        return visit -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            visit.begin(status, header, "Content-Length: " + bytes.length);
            visit.send(bytes);
        };
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort());
    }

    /** What it was asked, in order. */
    List<Visit> visits() {
        return visits;
    }

    /** Waits until it hangs in an answer. */
    Visit awaitHanging() throws InterruptedException {
        Visit visit = hanging.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (visit == null) {
            throw new AssertionError("the server does not hang");
        }
        return visit;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> answer(connection));
            } catch (IOException _) {
                // The socket was closed, or a client gave up at once.
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            Visit visit = Visit.read(this, connection);
            if (visit != null) {
                visits.add(visit);
                behaviour.answer(visit);
            }
        } catch (IOException _) {
            // The client closed the connection, which is what it should do with some answers.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }

    /** One request and its connection. */
    static final class Visit {
        private final HostileServer server;
        private final InputStream in;
        private final OutputStream out;
        private final String head;
        private final String body;
        private final CountDownLatch left = new CountDownLatch(1);

        private Visit(
                HostileServer server, InputStream in, OutputStream out, String head, String body) {
            this.server = server;
            this.in = in;
            this.out = out;
            this.head = head;
            this.body = body;
        }

        private static @Nullable Visit read(HostileServer server, Socket connection)
                throws IOException {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0 || head.length() > MAX_HEAD) {
                    return null;
                }
                head.append((char) next);
            }
            int length =
                    head.toString()
                            .lines()
                            .filter(line -> line.startsWith("Content-Length: "))
                            .mapToInt(line -> Integer.parseInt(line.substring(16)))
                            .findFirst()
                            .orElse(0);
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Visit(server, in, connection.getOutputStream(), head.toString(), body);
        }

        /** Its first line and its headers. */
        String head() {
            return head;
        }

        String body() {
            return body;
        }

        /** Sends the status and the headers of an answer after which the connection ends. */
        void begin(int status, String... headers) throws IOException {
            send("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n");
            for (String header : headers) {
                send(header + "\r\n");
            }
            send("\r\n");
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** For what writes by itself. */
        OutputStream out() {
            return out;
        }

        /** Does nothing until the client closes the connection. */
        void hang() throws IOException {
            server.hanging.add(this);
            try {
                if (in.read() >= 0) {
                    throw new AssertionError("a second request on a connection that hangs");
                }
            } finally {
                left.countDown();
            }
        }

        /** Sends a byte from time to time until the client closes the connection. */
        void drip(Duration pause) throws IOException, InterruptedException {
            while (!server.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                send(" ");
            }
        }

        /** Waits until the client closed the connection of an answer that hangs. */
        boolean awaitLeft() throws InterruptedException {
            return left.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
