package dev.nocturne.bench.process;

import dev.nocturne.bench.bare.BareServer;
import dev.nocturne.bench.seed.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs {@link BareServer} as a process. */
public final class Bare extends ServerProcess {
    private static final int BATCH = 1_000;

    private final Path folder;
    private final AtomicInteger channels = new AtomicInteger();

    private Bare(String name, Child child, int port, Path folder) {
        super(name, port, child);
        this.folder = folder;
    }

    /** Starts it with threads like Nocturne's. */
    public static Bare start(Path folder) throws IOException {
        return start("bare Jetty", BareServer.LIKE_NOCTURNE, folder);
    }

    /**
     * Starts it with the library's own pool of virtual threads, as its documentation recommends.
     */
    public static Bare allVirtual(Path folder) throws IOException {
        return start("bare Jetty, all virtual", BareServer.ALL_VIRTUAL, folder);
    }

    private static Bare start(String name, String threads, Path folder) throws IOException {
        int port = Ports.free();
        Child child =
                Jvm.start(
                        "bare",
                        folder,
                        Jvm.LIKE_THE_LAUNCHER,
                        BareServer.class,
                        "" + port,
                        threads);
        Bare bare = new Bare(name, child, port, folder);
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
