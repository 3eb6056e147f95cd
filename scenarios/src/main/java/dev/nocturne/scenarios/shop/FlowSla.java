package dev.nocturne.scenarios.shop;

/** The SLA of one business flow. */
record FlowSla(String id, String flowId, String tier, String availabilityPct, long penaltyPerHour) {
    static final String CURRENCY = "EUR";

    /** The least impact for which the penalty is due. */
    static final String TRIGGER = "degraded";
}
