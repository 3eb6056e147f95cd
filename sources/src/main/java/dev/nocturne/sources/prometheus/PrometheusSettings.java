package dev.nocturne.sources.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a server is asked.
 *
 * @param name by which reports call it
 * @param url of the API without {@code /api/v1}, with the path prefix where it has one
 * @param headers sent with each request, {@code Authorization} among them; secrets
 * @param authority a file of PEM certificates that sign the server's; empty for the platform's
 * @param certificate a PEM file with the client's certificate and its key; empty for none
 * @param limits of one investigation and of one request
 */
public record PrometheusSettings(
        String name,
        URI url,
        Map<String, String> headers,
        Optional<Path> authority,
        Optional<Path> certificate,
        Limits limits) {
    public PrometheusSettings {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /**
     * How much is asked.
     *
     * @param timeout of one request
     * @param answerBytes of one answer; more is refused
     * @param inFlight requests at the same time
     * @param queries of one question of an investigation
     */
    public record Limits(Duration timeout, int answerBytes, int inFlight, int queries) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 32 << 20, 4, 40);
    }

    /** Without the headers, which are secret. */
    @Override
    public String toString() {
        return name + " at " + url;
    }
}
