package dev.nocturne.scenarios.shop;

import java.util.List;

/** A service, a data store or an external service, and its calls to others. */
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
     * @param share calls to the callee per request to the caller
     */
    record Call(String callee, double share) {}
}
