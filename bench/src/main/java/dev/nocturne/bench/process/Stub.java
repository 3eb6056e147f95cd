package dev.nocturne.bench.process;

import dev.nocturne.bench.bare.StubServer;
import dev.nocturne.bench.seed.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs {@link StubServer} as a process. */
public final class Stub extends ServerProcess {
    private Stub(Child child, int port) {
        super("stub", port, child);
    }

    /** Starts a stub whose streams have {@code events} events. */
    public static Stub start(Path folder, int events) throws IOException {
        int port = Ports.free();
        Child child =
                Jvm.start(
                        "stub",
                        folder,
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        StubServer.class,
                        "" + port,
                        "" + events);
        Stub stub = new Stub(child, port);
        stub.awaitOk("/hello");
        return stub;
    }

    @Override
    public String open() {
        return "any";
    }

    @Override
    public int mostInBatch() {
        return 1;
    }

    @Override
    public byte[] publish(String session, long first, int count) {
        return Events.post(port(), "/pub/" + session, Events.data(first));
    }

    @Override
    public byte[] subscribe(String session) {
        return Events.get(port(), "/sub/" + session);
    }
}
