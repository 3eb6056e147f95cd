package dev.nocturne.core;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers on the system's monotonic clock. One platform thread waits; each task runs on its own
 * virtual thread.
 */
public final class SystemTimers implements Timers, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SystemTimers.class);

    private final ScheduledThreadPoolExecutor waiter;

    public SystemTimers() {
        waiter =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("nocturne-timers").factory());
        waiter.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> future =
                waiter.schedule(() -> start(task), roundUp(delay), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Timer every(Duration delay, Runnable task) {
        Future<?> future =
                waiter.scheduleWithFixedDelay(
                        () -> start(task),
                        delay.toMillis(),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** Rounds up to milliseconds, so that no timer fires before its delay has passed. */
    private static long roundUp(Duration delay) {
        return delay.plusNanos(999_999).toMillis();
    }

    private static void start(Runnable task) {
        Thread.ofVirtual()
                .name("timer")
                .uncaughtExceptionHandler((thread, e) -> log.error("a timer's task failed", e))
                .start(task);
    }

    @Override
    public void close() {
        waiter.shutdownNow();
    }
}
