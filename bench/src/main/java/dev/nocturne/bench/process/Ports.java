package dev.nocturne.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Finds free ports and waits for servers to respond. */
public final class Ports {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofMillis(2);
    private static final int TIMEOUT_MILLIS = 5_000;

    private Ports() {}

    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Requests a path until the response is 200; fails if the process ends, or after a minute. */
    static void awaitOk(Child child, int port, String path) throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        while (!ok(port, path)) {
            if (!child.alive() || System.nanoTime() > end) {
                throw new IOException(
                        "no 200 at " + path + "; the output of the process: " + child.said());
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    /** Connects when the process listens; fails if it ends, or after a minute. */
    public static Socket connect(Child child, int port) throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException notYet) {
                if (!child.alive() || System.nanoTime() > end) {
                    throw new IOException(
                            "no process listens on port "
                                    + port
                                    + "; the output of the process: "
                                    + child.said(),
                            notYet);
                }
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private static boolean ok(int port, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(start, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
