package dev.nocturne.bench.process;

import dev.nocturne.bench.bare.BareServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link BareServer} as a process. */
public final class Bare extends ServerProcess {
    private static final int BATCH = 1_000;

    private final Path folder;
    private final AtomicInteger channels = new AtomicInteger();

    private Bare(Child child, int port, Path folder) {
        super("bare Jetty", port, child);
        this.folder = folder;
    }

    public static Bare start(Path folder) throws IOException {
        int port = Ports.free();
        // The flags of the packaged server's launcher.
        Child child =
                Child.start(
                        "bare",
                        folder,
                        Map.of(),
                        List.of(
                                Jvm.tool("java").toString(),
                                "-Xms24m",
                                "-Xmx1g",
                                "-XX:+UseG1GC",
                                "-XX:G1PeriodicGCInterval=60000",
                                "-XX:MinHeapFreeRatio=20",
                                "-XX:MaxHeapFreeRatio=40",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareServer.class.getName(),
                                "" + port));
        Bare bare = new Bare(child, port, folder);
        bare.awaitOk("/hello");
        return bare;
    }

    public void collectGarbage() throws IOException, InterruptedException {
        Jvm.collectGarbage(pid(), folder);
    }

    @Override
    public String open() {
        return "c" + channels.incrementAndGet();
    }

    @Override
    public int mostInBatch() {
        return BATCH;
    }

    @Override
    public byte[] publish(String channel, long first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(Events.data(first + i)).append('\n');
        }
        return Events.post(port(), "/pub/" + channel, lines.toString());
    }

    @Override
    public byte[] subscribe(String channel) {
        return Events.get(port(), "/sub/" + channel);
    }
}
