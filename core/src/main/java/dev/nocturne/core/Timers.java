package dev.nocturne.core;

import java.time.Duration;

/** Things to do later. */
public interface Timers {
    /** Does it once after the delay, on a virtual thread of its own. */
    Timer after(Duration delay, Runnable task);

    /** Does it again and again, a delay after the last time ended. */
    Timer every(Duration delay, Runnable task);

    /** Something still to be done. */
    interface Timer {
        /** Not any more; what has begun goes on. */
        void cancel();
    }
}
