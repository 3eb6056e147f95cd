package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that use much memory, against a server with a small heap. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GreedyClientsIT {
    private static final Map<String, String> SMALL_HEAP = Map.of("NOCTURNE_JAVA_OPTS", "-Xmx160m");

    /** About the largest event of an external agent. */
    private static final int EVENT_CHARS = 250_000;

    private static final int EVENTS = 96;
    private static final int EVENTS_A_POST = 16;

    /** Each would hold the whole log of 24 MB, or a body of 4 MB. */
    private static final int CLIENTS = 48;

    private static final int BODY = 4 * 1024 * 1024;

    /** Another address of this machine: a client is an owner at an address. */
    private static final String ELSEWHERE = "127.0.0.2";

    @TempDir private Path home;

    @Test
    void unreadDetailsLeaveTheServerResponsive() throws IOException, InterruptedException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server =
                        ServerProcess.start(distribution, home.resolve("data"), SMALL_HEAP)) {
            String session = bigSession(server);
            List<Socket> greedy = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    greedy.add(send(server, "GET /api/sessions/" + session + " HTTP/1.1\r\n", ""));
                }
                assertServes(server);
            } finally {
                close(greedy);
            }
            assertThat(server.get("/api/sessions/" + session).json().path("event_log"))
                    .hasSize(EVENTS + 4);
        }
    }

    @Test
    void bodiesThatNeverEndAreRefusedInTime() throws IOException, InterruptedException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server =
                        ServerProcess.start(distribution, home.resolve("data"), SMALL_HEAP)) {
            String session = server.create("telecom-transport", "slow", "external");
            String head =
                    "POST /api/sessions/"
                            + session
                            + "/events HTTP/1.1\r\nContent-Length: "
                            + BODY
                            + "\r\n";
            String start = "{\"events\":[{\"event\":\"note\",\"data\":{\"a\":\"";
            String body = start + "x".repeat(BODY - start.length() - 1);
            List<Socket> greedy = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    greedy.add(send(server, head, body));
                }
                assertServes(server);
                assertThat(firstAnswer(greedy)).contains("503").contains("Retry-After");
            } finally {
                close(greedy);
            }
        }
    }

    private static String bigSession(ServerProcess server) {
        String session = server.create("telecom-transport", "bomb", "external");
        String event = "{\"event\":\"note\",\"data\":{\"a\":\"" + "x".repeat(EVENT_CHARS) + "\"}}";
        String events = String.join(",", Collections.nCopies(EVENTS_A_POST, event));
        for (int i = 0; i < EVENTS / EVENTS_A_POST; i++) {
            post(server, session, events);
        }
        post(server, session, "{\"event\":\"run.complete\",\"data\":{}}");
        return session;
    }

    private static void post(ServerProcess server, String session, String events) {
        ServerProcess.Answer answer =
                server.post(
                        "/api/sessions/" + session + "/events", "{\"events\":[" + events + "]}");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private static void assertServes(ServerProcess server) {
        assertThat(server.get("/health").json().path("status").asString()).isEqualTo("ok");
        String session = server.create("telecom-transport", "another one", "external");
        assertThat(server.status(session)).isEqualTo("in_progress");
        assertThat(server.get("/api/sessions").json().path("sessions")).isNotEmpty();
    }

    /** Has a small receive buffer, and does not read. */
    private static Socket send(ServerProcess server, String head, String body) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.bind(new InetSocketAddress(ELSEWHERE, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        String request = head + "Host: localhost\r\n\r\n" + body;
        Thread.startVirtualThread(() -> {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException refused) {
                // The server has answered and closed, or the test is over; the answer is read
                // below.
                assertThat(refused).isNotNull();
            }
        });
        return socket;
    }

    /** The head of the first answer that any of them gets. */
    private static String firstAnswer(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets.reversed()) {
            socket.setSoTimeout(10_000);
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            try {
                for (String line = in.readLine();
                        line != null && !line.isEmpty();
                        line = in.readLine()) {
                    head.append(line).append('\n');
                }
            } catch (SocketTimeoutException waits) {
                continue;
            }
            return head.toString();
        }
        return "";
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
