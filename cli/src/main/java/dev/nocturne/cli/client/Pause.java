package dev.nocturne.cli.client;

import java.time.Duration;

/** Waits. Tests pass an implementation that does not. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration) throws InterruptedException;
}
