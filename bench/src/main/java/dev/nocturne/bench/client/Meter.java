package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.process.ProcStat;
import java.util.function.LongSupplier;

/** Measures count, CPU time and time between two instants. */
final class Meter {
    private final Peer peer;
    private final LongSupplier counter;
    private final long count;
    private final double serverCpu;
    private final double serverSleeps;
    private final double clientCpu;
    private final long nanos;

    private Meter(Peer peer, LongSupplier counter) {
        this.peer = peer;
        this.counter = counter;
        this.serverCpu = peer.cpuSeconds();
        this.serverSleeps = peer.sleeps();
        this.clientCpu = ownCpu();
        this.count = counter.getAsLong();
        this.nanos = System.nanoTime();
    }

    static Meter start(Peer peer, LongSupplier counter) {
        return new Meter(peer, counter);
    }

    /** The sample since the start. */
    LoadSample stop(Latencies latencies) {
        double seconds = (System.nanoTime() - nanos) / 1e9;
        long counted = counter.getAsLong() - count;
        double server = peer.cpuSeconds() - serverCpu;
        double sleeps = peer.sleeps() - serverSleeps;
        double client = ownCpu() - clientCpu;
        return new LoadSample(
                counted / seconds,
                latencies.millis(0.50),
                latencies.millis(0.99),
                server / counted * 1e6,
                sleeps / counted,
                client / seconds);
    }

    private static double ownCpu() {
        return ProcStat.ownCpuSeconds();
    }
}
