package dev.nocturne.scenarios.telecom;

/** A lit fibre pair between two sites. */
record OpticalLink(String id, String siteA, String siteB, String conduit, double kilometres) {

    /**
     * Light at the far receiver in good order, in dBm: launch power less attenuation and
     * connectors.
     */
    double normalPowerDbm() {
        return -3.4 - 0.075 * kilometres;
    }

    /** One way, in ms: five microseconds a kilometre. */
    double latencyMs() {
        return kilometres * 0.005;
    }
}
