package dev.nocturne.bench.micro;

import dev.nocturne.bench.seed.Events;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.stream.Frame;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures encoding an event as a frame. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameEncoding {
    private final Event event =
            new Event(4711, "tool_call.start", 0, Instant.EPOCH, Events.data(4711));

    @Benchmark
    public Frame encode() {
        return Frame.of(event);
    }
}
