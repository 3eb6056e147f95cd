package dev.nocturne.testkit;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Timers on a clock that moves only when a test advances it. A task that is due when it is
 * scheduled starts at once. {@link #advance} runs the others in order, each to its end.
 */
public final class TestTimers implements Timers {
    private record Task(Instant due, long number, Runnable work, @Nullable Duration again) {}

    private final TestClock clock;
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final PriorityBlockingQueue<Task> tasks =
            new PriorityBlockingQueue<>(
                    11, Comparator.comparing(Task::due).thenComparingLong(Task::number));

    public TestTimers(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        if (!delay.isPositive()) {
            Thread.ofVirtual().name("timer").start(work);
            return () -> {};
        }
        return add(delay, work, null);
    }

    @Override
    public Timer every(Duration delay, Runnable work) {
        return add(delay, work, delay);
    }

    private Timer add(Duration delay, Runnable work, @Nullable Duration again) {
        Task task = new Task(clock.instant().plus(delay), numbers.getAndIncrement(), work, again);
        lock.lock();
        try {
            tasks.add(task);
            added.signalAll();
        } finally {
            lock.unlock();
        }
        return () -> tasks.removeIf(t -> t.number() == task.number());
    }

    /** The number of tasks that are not due yet. */
    public int pending() {
        return tasks.size();
    }

    /**
     * Waits until a task is scheduled for this instant. Call it before advancing the clock by more
     * than a task's delay: what schedules it may have read the clock before that and would schedule
     * it too late.
     */
    public void awaitDueAt(Instant due) throws InterruptedException {
        lock.lock();
        try {
            while (tasks.stream().noneMatch(task -> task.due().equals(due))) {
                added.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Advances the clock and runs each task at its time. */
    public void advance(Duration by) throws InterruptedException {
        Instant end = clock.instant().plus(by);
        for (Optional<Task> next = due(end); next.isPresent(); next = due(end)) {
            Task task = next.get();
            clock.advance(positive(Duration.between(clock.instant(), task.due())));
            if (task.again() != null) {
                Instant later = task.due().plus(task.again());
                tasks.add(new Task(later, task.number(), task.work(), task.again()));
            }
            Thread.ofVirtual().name("timer").start(task.work()).join();
        }
        clock.advance(positive(Duration.between(clock.instant(), end)));
    }

    private Optional<Task> due(Instant end) {
        Task first = tasks.peek();
        return first != null && !first.due().isAfter(end) && tasks.remove(first)
                ? Optional.of(first)
                : Optional.empty();
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
