package dev.nocturne.bench.micro;

import dev.nocturne.bench.reference.StoreAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Measures durable appends to the store by one thread and by several that share commits. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Appending {
    private static final int SHARING = 16;

    /** The store that all threads share. */
    @State(Scope.Benchmark)
    public static class Store {
        private final Path folder = folder();
        private final StoreAlone store = StoreAlone.open(folder);

        private static Path folder() {
            try {
                return Files.createTempDirectory(Path.of("."), "append");
            } catch (IOException e) {
                throw new IllegalStateException("no folder to write to", e);
            }
        }

        synchronized LongConsumer session() {
            return store.sessions(1).getFirst();
        }

        @TearDown
        public void close() throws IOException {
            store.close();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** A thread's own session. */
    @State(Scope.Thread)
    public static class Session {
        private LongConsumer append = n -> {};
        private long last;

        @Setup
        public void open(Store store) {
            append = store.session();
        }
    }

    @Benchmark
    public void alone(Session session) {
        session.append.accept(++session.last);
    }

    @Benchmark
    @Threads(SHARING)
    public void sharingCommits(Session session) {
        session.append.accept(++session.last);
    }
}
