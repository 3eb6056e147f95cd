package dev.nocturne.scenarios.telecom;

/** A lit fibre pair between two sites. */
record OpticalLink(String id, String siteA, String siteB, String conduit, double kilometres) {

    /**
     * Receive power without a fault, in dBm: launch power minus the losses of fibre and connectors.
     */
    double normalPowerDbm() {
        return -3.4 - 0.075 * kilometres;
    }

    /** One-way latency in ms: five microseconds per kilometre. */
    double latencyMs() {
        return kilometres * 0.005;
    }
}
