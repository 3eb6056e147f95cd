package dev.nocturne.cli;

import dev.nocturne.server.ServerFacts;

/** A server in this process. */
interface RunningServer extends AutoCloseable {
    ServerFacts facts();

    /** Stops runs and streams in order and releases the data folder. Idempotent. */
    @Override
    void close();

    /** Its address, e.g. {@code http://127.0.0.1:8080}. */
    default String url() {
        return facts().url();
    }
}
