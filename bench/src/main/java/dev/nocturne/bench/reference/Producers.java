package dev.nocturne.bench.reference;

import dev.nocturne.bench.client.Latencies;
import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.result.WrongRun;
import dev.nocturne.bench.seed.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Measures a reference in this process, with a virtual thread for each producer. */
public final class Producers {
    private Producers() {}

    /** Measures producers that append the next record when the previous one is durable. */
    public static LoadSample closedLoop(
            GroupCommit log, int producers, Duration warmUp, Duration time)
            throws InterruptedException {
        return closedLoop(Collections.nCopies(producers, n -> append(log, n)), warmUp, time);
    }

    /** Measures sessions that append the next event when the previous one is durable. */
    public static LoadSample closedLoop(List<LongConsumer> sessions, Duration warmUp, Duration time)
            throws InterruptedException {
        AtomicLong done = new AtomicLong();
        Latencies latencies = new Latencies();
        long measureFrom = System.nanoTime() + warmUp.toNanos();
        long end = measureFrom + time.toNanos();
        run(
                sessions.size(),
                mine -> {
                    for (long n = 1, at = System.nanoTime(); at < end; n++) {
                        sessions.get(mine).accept(n);
                        long now = System.nanoTime();
                        if (at >= measureFrom && now <= end) {
                            latencies.add(now - at);
                            done.incrementAndGet();
                        }
                        at = now;
                    }
                });
        return sample(done.get() / (time.toNanos() / 1e9), latencies);
    }

    private static void append(GroupCommit log, long n) {
        try {
            log.append(Events.data(n).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new WrongRun("an append failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WrongRun("interrupted", e);
        }
    }

    /**
     * Measures sessions that append on a fixed schedule of {@code perSecond} in all. Latencies
     * begin when an append is due.
     */
    public static LoadSample runScheduled(
            List<LongConsumer> sessions, int perSecond, Duration warmUp, Duration time)
            throws InterruptedException {
        long step = 1_000_000_000L / perSecond;
        long begin = System.nanoTime() + Duration.ofMillis(10).toNanos();
        long measureFrom = begin + warmUp.toNanos();
        long total = (warmUp.toNanos() + time.toNanos()) / step;
        Latencies latencies = new Latencies();
        run(
                sessions.size(),
                mine -> {
                    long n = 0;
                    for (long i = mine; i < total; i += sessions.size()) {
                        long due = begin + i * step;
                        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                            LockSupport.parkNanos(due - now);
                        }
                        sessions.get(mine).accept(++n);
                        if (due >= measureFrom) {
                            latencies.add(System.nanoTime() - due);
                        }
                    }
                });
        return sample(perSecond, latencies);
    }

    private static LoadSample sample(double perSecond, Latencies latencies) {
        return LoadSample.pace(perSecond, latencies.millis(0.50), latencies.millis(0.99));
    }

    private interface Work {
        void of(int producer);
    }

    private static void run(int producers, Work work) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            int producer = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    work.of(producer);
                                } catch (RuntimeException e) {
                                    failure.compareAndSet(null, e);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable wrong = failure.get();
        if (wrong != null) {
            throw new WrongRun("a producer failed", wrong);
        }
    }
}
