package dev.nocturne.llm.provider;

import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * The resources that all requests share: the HTTP client, the clock for dates in headers, the
 * limits of one answer and the budget of all answers.
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

    /** Ends all requests. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
