package dev.nocturne.scenarios.shop;

/** What a bad hour of one business flow costs. */
record Sla(String id, String flowId, String tier, String availabilityPct, long penaltyPerHour) {
    static final String CURRENCY = "EUR";

    /** The impact from which on the penalty is due. */
    static final String TRIGGER = "degraded";
}
