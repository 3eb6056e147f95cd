package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Redis that syncs its append-only file before it responds. */
final class Redis implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/bin/redis-server");

    private final Child child;
    private final int port;

    private Redis(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static boolean isInstalled() {
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
        Ports.connect(child, port).close();
        return new Redis(child, port);
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
