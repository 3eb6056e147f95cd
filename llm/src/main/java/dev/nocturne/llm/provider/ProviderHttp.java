package dev.nocturne.llm.provider;

import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * What all requests share: the JDK's client with its connections, the clock for dates in headers,
 * the limits of one answer and of all.
 */
record ProviderHttp(HttpClient client, InstantSource clock, WireLimits limits, AnswerBudget budget)
        implements AutoCloseable {
    /**
     * Uses HTTP/1.1, where aborting a request closes its connection. Does not follow redirects,
     * which would send the key to another address.
     */
    static ProviderHttp open(InstantSource clock, WireLimits limits, AnswerBudget budget) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.connect())
                        .build();
        return new ProviderHttp(client, clock, limits, budget);
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
