package dev.nocturne.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Redis that syncs its append-only file before it answers. */
final class Redis implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/bin/redis-server");
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMillis(10);

    private final Child child;
    private final int port;

    private Redis(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static boolean installed() {
        return Files.isExecutable(SERVER);
    }

    static Redis start(Path folder) throws IOException {
        int port = Ports.free();
        Child child =
                Child.start(
                        "redis",
                        folder,
                        Map.of(),
                        List.of(
                                SERVER.toString(),
                                "--port",
                                "" + port,
                                "--bind",
                                "127.0.0.1",
                                "--dir",
                                folder.toString(),
                                "--save",
                                "",
                                "--appendonly",
                                "yes",
                                "--appendfsync",
                                "always"));
        Redis redis = new Redis(child, port);
        redis.await();
        return redis;
    }

    private void await() throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                if (!child.alive() || System.nanoTime() > end) {
                    throw new IOException("Redis does not answer: " + child.said(), notYet);
                }
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
