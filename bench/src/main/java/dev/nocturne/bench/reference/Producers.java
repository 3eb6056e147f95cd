package dev.nocturne.bench.reference;

import dev.nocturne.bench.client.Latencies;
import dev.nocturne.bench.client.Sample;
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

/** Drives a reference in this process, from as many virtual threads as there are producers. */
public final class Producers {
    private Producers() {}

    /** Each producer appends its next record when the one before is durable. */
    public static Sample closedLoop(GroupCommit log, int producers, Duration warmUp, Duration time)
            throws InterruptedException {
        return closedLoop(Collections.nCopies(producers, n -> append(log, n)), warmUp, time);
    }

    /** The same of sessions, which each take their events from 1 on. */
    public static Sample closedLoop(List<LongConsumer> sessions, Duration warmUp, Duration time)
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
     * Sessions that append by a fixed schedule, so many a second in all; latencies from when due.
     */
    public static Sample scheduled(
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

    private static Sample sample(double perSecond, Latencies latencies) {
        return Sample.pace(perSecond, latencies.millis(0.50), latencies.millis(0.99));
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
