package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Api;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sends the same request on a fixed schedule. Latencies begin when a request is due. */
public final class ScheduledGets {
    private ScheduledGets() {}

    public static Latencies run(int port, String path, int perSecond, Duration time) {
        Api api = new Api(port);
        Latencies latencies = new Latencies();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long step = 1_000_000_000L / perSecond;
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long due = begin; due < begin + time.toNanos(); due += step) {
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                long at = due;
                threads.execute(() -> {
                    try {
                        api.get(path);
                        latencies.add(System.nanoTime() - at);
                    } catch (IOException | RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                });
            }
        }
        Throwable wrong = failure.get();
        if (wrong != null) {
            throw new WrongRun("GET " + path + " failed", wrong);
        }
        return latencies;
    }
}
