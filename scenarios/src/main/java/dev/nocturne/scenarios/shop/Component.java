package dev.nocturne.scenarios.shop;

import java.util.List;

/** A service, a data store or a foreign service, and what it calls. */
record Component(
        String id,
        String label,
        String kind,
        String technology,
        double latencyMs,
        double requestsPerMin,
        String host,
        String team,
        List<Call> calls) {

    /**
     * @param share calls of the callee per request of the caller
     */
    record Call(String callee, double share) {}
}
