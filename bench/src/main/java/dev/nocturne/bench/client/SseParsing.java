package dev.nocturne.bench.client;

import dev.nocturne.bench.seed.Events;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.stream.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how fast the load client parses a full write, which limits the deliveries it can count.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SseParsing {
    private static final int FRAMES = 256;

    private final byte[] bytes = bytes();

    private static byte[] bytes() {
        ByteBuffer all = ByteBuffer.allocate(1 << 20);
        for (int n = 1; n <= FRAMES; n++) {
            Frame.of(new Event(n, "bench.tick", 0, Instant.EPOCH, Events.data(n))).writeTo(all);
        }
        byte[] used = new byte[all.flip().remaining()];
        all.get(used);
        return used;
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long parse() {
        long[] sum = new long[1];
        new EventScanner(n -> sum[0] += n).read(bytes, 0, bytes.length);
        return sum[0];
    }
}
