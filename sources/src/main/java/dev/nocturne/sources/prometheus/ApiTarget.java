package dev.nocturne.sources.prometheus;

import java.util.Map;

/**
 * What the server scrapes.
 *
 * @param host of its address, with the port; the rest of an address may hold secrets
 * @param health such as {@code up} or {@code down}
 * @param lastError why the last scrape failed; empty if it did not
 * @param scrapeInterval milliseconds; 0 where the server does not say
 */
record ApiTarget(
        Map<String, String> labels,
        String host,
        String health,
        String lastError,
        long scrapeInterval) {}
