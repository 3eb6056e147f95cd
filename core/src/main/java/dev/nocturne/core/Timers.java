package dev.nocturne.core;

import java.time.Duration;

/** Schedules tasks. */
public interface Timers {
    /** Runs the task once after the delay, on its own virtual thread. */
    Timer after(Duration delay, Runnable task);

    /** Runs the task repeatedly, each time {@code delay} after the previous start. */
    Timer every(Duration delay, Runnable task);

    /** A scheduled task. */
    interface Timer {
        /** Cancels future runs. A run that has started continues. */
        void cancel();
    }
}
