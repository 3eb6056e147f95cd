package dev.nocturne.sources.prometheus;

/**
 * What the server is.
 *
 * @param product a guess, since most products answer as if they were Prometheus
 * @param version as it says, which may be that of the API it imitates; empty where it does not say
 */
record ApiBuild(Product product, String version) {
    /** Whose program it is. */
    enum Product {
        PROMETHEUS,
        VICTORIA_METRICS,
        OTHER
    }
}
