package dev.nocturne.cli.client;

import java.time.Duration;

/** Waits; given by constructor so that tests do not. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration) throws InterruptedException;
}
