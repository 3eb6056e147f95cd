package dev.nocturne.cli;

import dev.nocturne.server.ServerFacts;

/** A server in this process. */
interface RunningServer extends AutoCloseable {
    ServerFacts facts();

    /** Journals what runs, ends the streams, releases the data folder. Harmless when repeated. */
    @Override
    void close();

    /** Where it answers, e.g. {@code http://127.0.0.1:8080}. */
    default String url() {
        return facts().url();
    }
}
