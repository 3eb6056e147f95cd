package dev.nocturne.llm.provider;

import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * What all requests share: the JDK's client with its connections, the clock for dates in headers,
 * the limits.
 */
record Wire(HttpClient client, InstantSource clock, WireLimits limits) implements AutoCloseable {
    /**
     * HTTP/1.1, where an aborted request is a closed connection and nothing else. No redirects:
     * they would carry the key to wherever somebody points.
     */
    static Wire open(InstantSource clock, WireLimits limits) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.connect())
                        .build();
        return new Wire(client, clock, limits);
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
